import type { Database, Session } from '@marquee/common/mongo';
import type { MailId, Message, NewMail } from '../domain/mail.js';
import type { NewsKind } from '../domain/news.js';
import { addressCollation, type MailRow, mailModel } from './mail.model.js';

/** A mail that was sent, with what was in it. */
export interface SentMail {
  readonly id: MailId;
  readonly kind: NewsKind;
  readonly message: Message;
  readonly sentAt: Date;
}

export interface MailRepository {
  /** Puts mails down to be sent now, in the transaction of what calls for them. Once each. */
  queue(session: Session, mails: readonly NewMail[]): Promise<void>;
  /** The newest first. `to` is a whole address, in any case of letters. */
  listSent(query: { readonly to?: string; readonly limit: number }): Promise<readonly SentMail[]>;
  findSent(id: string): Promise<SentMail | null>;
  /** How many wait, and since when the oldest does. */
  backlog(): Promise<{ readonly waiting: number; readonly oldestAgeMs: number }>;
}

export function createMailRepository({ connection }: Database): MailRepository {
  const rows = connection.collection<MailRow>(mailModel(connection).collection.name);
  const sent = { status: 'sent', message: { $exists: true } } as const;
  return {
    async queue(session, mails) {
      if (mails.length === 0) return;
      await rows.bulkWrite(
        mails.map(({ id: _id, ...mail }) => ({
          updateOne: {
            filter: { _id },
            update: [{ $replaceWith: { $cond: [isThere, '$$ROOT', freshRow({ _id, ...mail })] } }],
            upsert: true,
          },
        })),
        { session, ordered: true },
      );
    },
    async listSent({ to, limit }) {
      const address = to === undefined ? {} : { 'message.to.address': to };
      const options = {
        sort: { endedAt: -1, _id: 1 },
        limit,
        collation: addressCollation,
      } as const;
      const found = await rows.find({ ...sent, ...address }, options).toArray();
      return found.flatMap((row) => sentMailOf(row) ?? []);
    },
    async findSent(id) {
      const row = await rows.findOne({ _id: id as MailId, ...sent });
      return row === null ? null : sentMailOf(row);
    },
    async backlog() {
      const [answer] = await rows
        .aggregate<{ waiting: number; oldestAgeMs: number }>([
          { $match: { nextAttemptAt: { $exists: true } } },
          { $group: { _id: null, waiting: { $sum: 1 }, oldest: { $min: '$queuedAt' } } },
          { $project: { waiting: 1, oldestAgeMs: { $subtract: ['$$NOW', '$oldest'] } } },
        ])
        .toArray();
      const { waiting, oldestAgeMs } = answer ?? { waiting: 0, oldestAgeMs: 0 };
      return { waiting, oldestAgeMs: Math.max(0, oldestAgeMs) };
    },
  };
}

const isThere = { $ne: [{ $type: '$status' }, 'missing'] };

/** Due by the clock that the claims go by: a process whose own is ahead would make mails wait. */
function freshRow(mail: Pick<MailRow, '_id' | 'recipientId' | 'news' | 'occurredAt'>) {
  const row = { ...mail, attempts: 0, looks: 0, status: 'waiting' };
  return { $mergeObjects: [{ $literal: row }, { queuedAt: '$$NOW', nextAttemptAt: '$$NOW' }] };
}

function sentMailOf({ _id: id, news, message, endedAt }: MailRow): SentMail | null {
  if (message === undefined || endedAt === undefined) return null;
  return { id, kind: news.kind, message, sentAt: endedAt };
}
