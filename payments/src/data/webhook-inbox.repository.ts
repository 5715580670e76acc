import { type Database, isDuplicateKey } from '@marquee/common/mongo';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';

interface ReceivedRow {
  /** Stripe's `evt_…`. */
  readonly _id: string;
  readonly type: string;
  readonly receivedAt: Date;
}

/** Stripe repeats a delivery for three days, and by hand for thirty: after that none comes. */
const retentionSeconds = 30 * 86_400;

const schema = new Schema<ReceivedRow>(
  { _id: { type: String, required: true }, type: String, receivedAt: Date },
  { versionKey: false },
);
schema.index({ receivedAt: 1 }, { expireAfterSeconds: retentionSeconds });

export function webhookInboxModel(connection: Connection): Model<ReceivedRow> {
  return connection.model<ReceivedRow>('ReceivedWebhook', schema, 'webhook_inbox');
}

/** Which of Stripe's events we have heard. */
export interface WebhookInbox {
  /**
   * Remembers the event and does the work in one transaction; false, without the work, when it was
   * heard before. The work may run more than once: the last time counts.
   */
  once(
    event: { readonly id: string; readonly type: string },
    work: (session: ClientSession) => Promise<void>,
  ): Promise<boolean>;
}

export function createWebhookInbox(database: Database): WebhookInbox {
  const rows = webhookInboxModel(database.connection);
  return {
    async once({ id, type }, work) {
      try {
        return await database.transact(async (session) => {
          if ((await rows.findById(id).session(session).lean()) !== null) return false;
          await rows.updateOne(
            { _id: id },
            [{ $set: { type: { $literal: type }, receivedAt: '$$NOW' } }],
            { session, upsert: true, updatePipeline: true },
          );
          await work(session);
          return true;
        });
      } catch (error) {
        // Two deliveries at once: the other one's commit did the work.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
