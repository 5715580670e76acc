import { healthy, subscribers } from '../../test/healthy-ledger.js';
import { untilQuiet } from './until-quiet.js';

/** Reads `ledgers` one after another; so many events are committed once each was read. */
function readerOf(ledgers: ReturnType<typeof healthy>[], committed: readonly number[]) {
  let reads = 0;
  const reader = {
    isQuiet: async () => true,
    read: async () => ledgers[reads++] ?? healthy(),
    countCommitted: async () => committed[reads - 1] ?? healthy().outbox.length,
  };
  return { reader, reads: () => reads };
}

const options = { subscribers, lookEveryMs: 1 };

test('a ledger in which nothing is under way is taken as it was read', async () => {
  const { reader, reads } = readerOf([healthy()], []);
  expect(await untilQuiet(reader, options)).toEqual(healthy());
  expect(reads()).toBe(1);
});

test('a ledger that a commit overtook while it was read is read again', async () => {
  const torn = { ...healthy(), tickets: [] };
  const { reader, reads } = readerOf([torn], [healthy().outbox.length + 1]);
  expect(await untilQuiet(reader, options)).toEqual(healthy());
  expect(reads()).toBe(2);
});

test('a ledger with an order that is open is read again', async () => {
  const [order] = healthy().orders;
  if (order === undefined) throw new Error('a healthy ledger has an order');
  const open = { ...healthy(), orders: [{ ...order, status: 'awaiting_payment' as const }] };
  const { reader, reads } = readerOf([open], []);
  expect(await untilQuiet(reader, options)).toEqual(healthy());
  expect(reads()).toBe(2);
});
