import type { ParkedDelivery } from '@marquee/common/inbox';
import type { Database } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import type { ParkedThing } from './ledger.js';

/** Outbox rows that were given up. */
export async function readParkedRows({ connection }: Database): Promise<ParkedThing[]> {
  const rows = await connection
    .collection<OutboxRow>('outbox')
    .find({ parkedAt: { $exists: true } })
    .toArray();
  return rows.map(({ _id, reason, event }) => ({
    ...{ id: _id, reason: reason ?? null, hasEvent: event?.id === _id },
  }));
}

/** Deliveries that a consumer gave up. */
export async function readParkedDeliveries({ connection }: Database): Promise<ParkedThing[]> {
  const rows = await connection.collection<ParkedDelivery>('inbox_parked').find().toArray();
  return rows.map(({ _id, reason, event }) => ({
    ...{ id: _id, reason, hasEvent: _id.endsWith(`:${event?.id}`) },
  }));
}
