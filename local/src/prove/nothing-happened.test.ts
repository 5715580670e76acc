import { first, healthy } from '../../test/healthy-ledger.js';
import { type Happened, nothingHappened } from './nothing-happened.js';

const refund = { id: 're_1', intentId: 'pi_1', minorUnits: 100, createdAt: new Date(0) };
const ledger = { ...healthy(), stripeRefunds: [{ ...refund, status: 'succeeded' }] };
const parking = { what: 'row 1', reason: 'too large', wasCounted: true, wasApplied: true };
const answered = (status: string) => ({
  counts: new Map([['POST /api/orders', new Map([[status, 1]])]]),
});
const busy: Happened = { ledger, tally: answered('201'), parkings: [parking], isLong: true };

test('a run in which everything happened shows something', () => {
  expect(nothingHappened(busy)).toEqual([]);
});

test.each<[string, Partial<Happened>]>([
  ['was answered an order', { tally: answered('503') }],
  ['asked for an order', { tally: { counts: new Map() } }],
  [
    'completed one',
    { ledger: { ...ledger, orders: [{ ...first(ledger.orders), status: 'expired' }] } },
  ],
  ['was charged', { ledger: { ...ledger, intents: [] } }],
  ['heard anything', { ledger: { ...ledger, heard: [] } }],
  ['parked anything', { parkings: [] }],
  ['was refunded', { ledger: { ...ledger, stripeRefunds: [{ ...refund, status: 'failed' }] } }],
])('a run in which nobody %s shows nothing', (_what, changes) => {
  expect(nothingHappened({ ...busy, ...changes })).toHaveLength(1);
});

test('what takes minutes is not missed in a short run', () => {
  const short = { ...busy, isLong: false, parkings: [], ledger: { ...ledger, stripeRefunds: [] } };
  expect(nothingHappened(short)).toEqual([]);
});
