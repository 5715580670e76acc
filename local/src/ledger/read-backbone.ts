import type { Database } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import type { LedgerOutboxRow } from './ledger.js';

export async function readOutbox({ connection }: Database): Promise<LedgerOutboxRow[]> {
  const rows = await connection.collection<OutboxRow>('outbox').find().toArray();
  return rows.map(({ event, pending, parkedAt }) => ({
    event,
    isPending: pending === true,
    isParked: parkedAt !== undefined,
  }));
}

/** Such as `consumer:eventId` of everything in an inbox. */
export async function readIds({ connection }: Database, collection: string): Promise<string[]> {
  const rows = await connection.collection<{ _id: string }>(collection).find().toArray();
  return rows.map((row) => row._id);
}
