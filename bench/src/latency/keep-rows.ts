import { newId } from '@marquee/common/ids';
import { partitionCount } from '@marquee/common/outbox';
import { aDraft, anAggregateId, rowsOf, type Side } from '../backbone/side.js';
import { until } from '../contestants/until.js';

const perInsert = 5_000;

/** Throws unless nobody has touched the rows that are kept. */
export type AssertKept = () => Promise<void>;

/**
 * Rows that were published within the last days, as a busy service keeps them. The relay is at work
 * and has compared the broker with its leases: rows that it found on its first look, it would
 * publish again, and that would be what is measured.
 */
export async function keepPublishedRows(side: Side, count: number): Promise<AssertKept> {
  const rows = rowsOf(side);
  const { pending: _none, ...model } = await publishOne(side);
  const from = new Date();
  for (let left = count; left > 0; left -= perInsert) {
    const copies = Array.from({ length: Math.min(perInsert, left) }, () => ({
      ...model,
      ...{ _id: newId(), aggregateId: anAggregateId(), publishedAt: from },
    }));
    await rows.insertMany(copies, { ordered: false });
  }
  async function assertKept(): Promise<void> {
    const found = await rows.countDocuments({ publishedAt: from });
    if (found !== count) throw new Error(`${count - found} rows that are kept went out again`);
  }
  await assertKept();
  return assertKept;
}

/** One row goes through, and every partition knows the broker's storage. Answers the row. */
async function publishOne(side: Side) {
  const { database, outbox } = side;
  const aggregateId = anAggregateId();
  await database.transact((session) => outbox.add(session, [aDraft(aggregateId)]));
  const rows = rowsOf(side);
  const published = () => rows.findOne({ aggregateId, publishedAt: { $exists: true } });
  const leases = database.connection.collection('outbox_leases');
  const compared = () => leases.countDocuments({ brokerOrigin: { $exists: true } });
  await until(async () => (await published()) !== null && (await compared()) === partitionCount);
  const row = await published();
  if (row === null) throw new Error('The relay publishes nothing');
  if ((await compared()) !== partitionCount) throw new Error('The relay does not know its broker');
  return row;
}
