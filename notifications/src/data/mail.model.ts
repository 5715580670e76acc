import type { UserId } from '@marquee/common/ids';
import { type Connection, type Model, Schema } from 'mongoose';
import type { MailId, Message, SkipReason } from '../domain/mail.js';
import type { News } from '../domain/news.js';

export type MailStatus = 'waiting' | 'sent' | 'failed' | 'skipped';

/** A mail as it is stored. All times but `occurredAt` are the database's. */
export interface MailRow {
  readonly _id: MailId;
  readonly recipientId: UserId;
  readonly news: News;
  readonly occurredAt: Date;
  readonly queuedAt: Date;
  readonly status: MailStatus;
  /** Calls begun: counted before each, so that one that ends the process counts as well. */
  readonly attempts: number;
  /** Looks that found no address. */
  readonly looks: number;
  /** While it waits: when to look again, never before the lease ends. */
  readonly nextAttemptAt?: Date;
  /** Who took it last: only they may write. */
  readonly leaseToken?: string;
  /** As it was sent; removed where a mail server has it now. */
  readonly message?: Message;
  readonly lastError?: string;
  readonly skipReason?: SkipReason;
  /** When it was sent, failed or skipped. */
  readonly endedAt?: Date;
}

/** Addresses in any case of letters are one. */
export const addressCollation = { locale: 'en', strength: 2 } as const;

/** Kept for so long after their end; an operator's replay reaches back less. */
const keptSeconds = 30 * 24 * 3600;

const schema = new Schema<MailRow>(
  {
    _id: { type: String, required: true },
    recipientId: String,
    news: Schema.Types.Mixed,
    occurredAt: Date,
    queuedAt: Date,
    status: String,
    attempts: Number,
    looks: Number,
    nextAttemptAt: Date,
    leaseToken: String,
    message: Schema.Types.Mixed,
    lastError: String,
    skipReason: String,
    endedAt: Date,
  },
  { versionKey: false },
);
// Only what waits has a next attempt, so neither index can reach it, or be reached by it.
schema.index(
  { nextAttemptAt: 1 },
  { partialFilterExpression: { nextAttemptAt: { $exists: true } } },
);
schema.index({ endedAt: 1 }, { expireAfterSeconds: keptSeconds });
schema.index(
  { 'message.to.address': 1, endedAt: -1 },
  { sparse: true, collation: addressCollation },
);

export function mailModel(connection: Connection): Model<MailRow> {
  return connection.model<MailRow>('Mail', schema, 'mails');
}
