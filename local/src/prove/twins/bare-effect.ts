import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Database, Session } from '@marquee/common/mongo';
import { recordEffect } from '../effects.js';

/**
 * The effect of a consumer that does not look into the inbox: whatever is brought is applied. That
 * it was seen is written all the same, so that the checker has nothing else to report.
 */
export async function applyBare(
  database: Database,
  consumer: string,
  session: Session,
  event: DomainEvent,
): Promise<void> {
  await recordEffect(database, consumer, session, event);
  await noteSeen(database, consumer, session, event);
}

export async function noteSeen(
  { connection }: Database,
  consumer: string,
  session: Session,
  { id }: DomainEvent,
): Promise<void> {
  const _id = `${consumer}:${id}`;
  await connection
    .collection<{ _id: string }>('inbox')
    .updateOne({ _id }, { $set: { isBare: true } }, { session, upsert: true });
}
