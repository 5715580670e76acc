import { aDraft, anAggregateId, rowsOf, type Side } from '../backbone/side.js';

/** As many as an order has in its life, or so: version n waits for the answer to n−1. */
const versionsEach = 5;
const rowsPerTransaction = 1_000;
const transactionsAtOnce = 2;

/** Writes rows as services do: a fifth as many aggregates, each from version 1 on. */
export async function fillOutbox(side: Side, count: number): Promise<void> {
  const left = Array.from({ length: Math.ceil(count / rowsPerTransaction) }, (_, at) =>
    Math.min(rowsPerTransaction, count - at * rowsPerTransaction),
  );
  const fill = async () => {
    for (let size = left.pop(); size !== undefined; size = left.pop())
      await side.database.transact((session) => side.outbox.add(session, drafts(size ?? 0)), {
        deadlineMs: 60_000,
      });
  };
  await Promise.all(Array.from({ length: transactionsAtOnce }, fill));
}

function drafts(count: number) {
  let aggregateId = anAggregateId();
  return Array.from({ length: count }, (_, at) => {
    const version = (at % versionsEach) + 1;
    if (version === 1) aggregateId = anAggregateId();
    return aDraft(aggregateId, version);
  });
}

/** A million rows at a thousand a second, and some patience. */
const drainMsMax = 20 * 60_000;

/** Waits until the relay has marked everything. Throws when that takes for ever. */
export async function untilDrained(side: Side): Promise<void> {
  const startedAtMs = performance.now();
  const rows = rowsOf(side);
  const options = { projection: { _id: 1 } };
  while ((await rows.findOne({ pending: true }, options)) !== null) {
    if (performance.now() - startedAtMs > drainMsMax)
      throw new Error('The relay does not get through');
    await nextLook();
  }
}

/** Often enough for a drain of a tenth of a second, and no burden. */
const nextLook = () => new Promise((resolve) => setTimeout(resolve, 3));
