import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { OutboxRow } from '@marquee/common/outbox';
import type { OrdersModels } from '../src/data/models.js';

/** What the outbox says of an aggregate, oldest first. */
export async function announced(
  models: OrdersModels,
  aggregateId: string,
): Promise<readonly DomainEvent[]> {
  const rows = await models.orders.db
    .collection<OutboxRow>('outbox')
    .find({ aggregateId })
    .sort({ aggregateVersion: 1 })
    .toArray();
  return rows.map((row) => row.event);
}

/** `['OrderPlaced 1', 'OrderExpired 2']` */
export async function story(models: OrdersModels, aggregateId: string): Promise<string[]> {
  const events = await announced(models, aggregateId);
  return events.map(({ type, aggregateVersion }) => `${type} ${aggregateVersion}`);
}

const publicFields = ['eventId', 'price', 'row', 'seat', 'section', 'status', 'ticketId'];

const publicFieldsOf = ({ refunded: _, ...facts }: { refunded?: true }) =>
  Object.keys(facts).sort();

/**
 * The promises of the whole outbox: versions rise by one from the first row of each aggregate,
 * the newest row's version is the document's, and inventory tells nobody who buys or sells.
 */
export async function expectSoundOutbox(models: OrdersModels): Promise<void> {
  const rows = await models.orders.db.collection<OutboxRow>('outbox').find().toArray();
  const versions = new Map<string, number[]>();
  for (const { aggregateId, aggregateVersion, aggregateType, event } of rows) {
    versions.set(aggregateId, [...(versions.get(aggregateId) ?? []), aggregateVersion]);
    if (aggregateType === 'inventory')
      expect(publicFieldsOf(event.data as object)).toEqual(publicFields);
  }
  const [orders, tickets] = await Promise.all([
    models.orders.find({ buriedAt: { $exists: false } }).lean(),
    models.inventory.find().lean(),
  ]);
  const current = new Map([...orders, ...tickets].map(({ _id, version }) => [_id, version]));
  for (const [id, found] of versions) {
    const sorted = found.toSorted((a, b) => a - b);
    const first = sorted[0] ?? 0;
    expect(sorted).toEqual(sorted.map((_, index) => first + index));
    expect(sorted.at(-1)).toBe(current.get(id));
  }
}
