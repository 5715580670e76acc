import { newId } from '@marquee/common/ids';
import { aDraft, anAggregateId, rowsOf, type Side } from '../backbone/side.js';

const perInsert = 5_000;

/** Rows that were published within the last days, as a busy service keeps them. */
export async function keepPublishedRows(side: Side, count: number): Promise<void> {
  const { database, outbox } = side;
  await database.transact((session) => outbox.add(session, [aDraft(anAggregateId())]));
  const rows = rowsOf(side);
  const model = await rows.findOne({ pending: true });
  if (model === null) throw new Error('The outbox has no row to copy');
  const { pending: _done, ...published } = model;
  for (let left = count; left > 0; left -= perInsert) {
    const copies = Array.from({ length: Math.min(perInsert, left) }, () => ({
      ...published,
      ...{ _id: newId(), aggregateId: anAggregateId(), publishedAt: new Date() },
    }));
    await rows.insertMany(copies, { ordered: false });
  }
}
