import { randomUUID } from 'node:crypto';
import type { Database } from '@marquee/common/mongo';
import type { MailId, Message, SkipReason } from '../domain/mail.js';
import { type MailRow, mailModel } from './mail.model.js';

/** Mails taken by one worker until its lease ends. */
export interface Batch {
  readonly token: string;
  readonly mails: readonly MailRow[];
  /** The database's time when they were read. */
  readonly now: Date;
}

/** What became of a mail. */
export type Outcome =
  | { readonly kind: 'kept'; readonly message: Message }
  | { readonly kind: 'sent' }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'again'; readonly afterMs: number; readonly error: string }
  | { readonly kind: 'look-later'; readonly afterMs: number };

/** One worker at a time per mail, by compare-and-set on the database's clock. */
export interface LeasedMailRepository {
  /** Takes mails that are due, the longest waiting first. */
  claim(limit: number): Promise<Batch>;
  /**
   * Writes the message, counts the attempt and renews the lease, before the call. Null when
   * somebody else has taken the mail over.
   */
  begin(token: string, id: MailId, message: Message): Promise<MailRow | null>;
  /** Writes what became of mails, each only if it is still ours. Answers how many were. */
  record(token: string, outcomes: readonly (readonly [MailId, Outcome])[]): Promise<number>;
  /** How long until something is due (0 = now); null when nothing waits. */
  msUntilDue(): Promise<number | null>;
}

type Stage = { $set: Record<string, unknown> } | { $unset: string[] };

export function createLeasedMailRepository(
  { connection }: Database,
  leaseMs: number,
): LeasedMailRepository {
  const rows = connection.collection<MailRow>(mailModel(connection).collection.name);
  const waits = { nextAttemptAt: { $exists: true } };
  const isDue = { ...waits, $expr: { $lte: ['$nextAttemptAt', '$$NOW'] } };
  // Nothing is due before its lease ends: one field says what can be taken.
  const lease = { nextAttemptAt: { $add: ['$$NOW', leaseMs] } };

  return {
    async claim(limit) {
      const token = randomUUID();
      const nobody: Batch = { token, mails: [], now: new Date(0) };
      const due = await rows
        .find(isDue, { sort: { nextAttemptAt: 1 }, limit, projection: { _id: 1 } })
        .toArray();
      if (due.length === 0) return nobody;
      const ids = due.map((row) => row._id);
      const taken = { $set: { leaseToken: token, ...lease } };
      await rows.updateMany({ _id: { $in: ids }, ...isDue }, [taken]);
      const mails = await rows
        .aggregate<MailRow & { now: Date }>([
          { $match: { _id: { $in: ids }, leaseToken: token } },
          { $set: { now: '$$NOW' } },
        ])
        .toArray();
      return { token, mails, now: mails[0]?.now ?? nobody.now };
    },
    begin: (token, id, message) =>
      rows.findOneAndUpdate(
        { _id: id, leaseToken: token, ...waits },
        [
          {
            $set: {
              message: { $literal: message },
              attempts: { $add: ['$attempts', 1] },
              ...lease,
            },
          },
        ],
        { returnDocument: 'after' },
      ),
    async record(token, outcomes) {
      if (outcomes.length === 0) return 0;
      const { matchedCount } = await rows.bulkWrite(
        outcomes.map(([id, outcome]) => ({
          updateOne: {
            filter: { _id: id, leaseToken: token, ...waits },
            update: [...stagesOf(outcome)],
          },
        })),
        { ordered: false },
      );
      return matchedCount;
    },
    async msUntilDue() {
      const [next] = await rows
        .aggregate<{ waitMs: number }>([
          { $match: waits },
          { $sort: { nextAttemptAt: 1 } },
          { $limit: 1 },
          { $project: { waitMs: { $subtract: ['$nextAttemptAt', '$$NOW'] } } },
        ])
        .toArray();
      return next === undefined ? null : Math.max(0, next.waitMs);
    },
  };
}

function stagesOf(outcome: Outcome): readonly Stage[] {
  switch (outcome.kind) {
    case 'kept':
      return ended('sent', { message: { $literal: outcome.message } });
    case 'sent':
      // The mail server has it: what people are told is not ours to keep.
      return [...ended('sent'), { $unset: ['message', 'lastError'] }];
    case 'skipped':
      return ended('skipped', { skipReason: outcome.reason });
    case 'failed':
      return ended('failed', { lastError: { $literal: outcome.error } });
    case 'again': {
      const nextAttemptAt = { $add: ['$$NOW', outcome.afterMs] };
      return [{ $set: { nextAttemptAt, lastError: { $literal: outcome.error } } }];
    }
    case 'look-later': {
      const nextAttemptAt = { $add: ['$$NOW', outcome.afterMs] };
      return [{ $set: { nextAttemptAt, looks: { $add: ['$looks', 1] } } }];
    }
  }
}

function ended(status: MailRow['status'], more: Record<string, unknown> = {}): readonly Stage[] {
  return [
    { $set: { status, endedAt: '$$NOW', ...more } },
    { $unset: ['nextAttemptAt', 'leaseToken'] },
  ];
}
