import { first, healthy, heard, price, subscribers } from '../../test/healthy-ledger.js';
import { checkLedger } from './check-ledger.js';
import type { Ledger } from './ledger.js';
import type { Parking } from './parking-checks.js';
import type { RememberedWrite } from './write-checks.js';

const promise = { status: 201, orderId: 'order-1' };
const request = { key: 'key-1', buyerId: 'buyer-1', first: promise, repeated: promise };

test('a marketplace whose books agree has no violations', () => {
  expect(checkLedger(healthy(), subscribers, [request])).toEqual([]);
});

const twins: [string, string, (ledger: Ledger) => Partial<Ledger>][] = [
  ['a consumer dropped an event', 'I1', () => ({ inbox: new Set(['payments.order:event-1']) })],
  [
    'a row was never published',
    'I1',
    ({ outbox }) => ({ outbox: outbox.map((one) => ({ ...one, isPending: true })) }),
  ],
  ['a delivery is parked', 'I1', () => ({ parkedDeliveries: ['payments.order:event-2'] })],
  [
    'a consumer heard what nobody committed',
    'I2',
    ({ inbox }) => ({ inbox: new Set([...inbox, 'payments.order:event-3']) }),
  ],
  [
    'the auditor heard what nobody committed',
    'I2',
    ({ heard: effects }) => ({ heard: [...effects, heard(3)] }),
  ],
  [
    'the auditor heard something else than was committed',
    'I2',
    () => ({ heard: [heard(1), { ...heard(2), aggregateId: 'order-2' }] }),
  ],
  [
    'the auditor heard other words than were committed',
    'I2',
    () => ({ heard: [heard(1), { ...heard(2), hash: heard(1).hash }] }),
  ],
  ['an effect happened twice', 'I3', () => ({ heard: [heard(1), heard(2), heard(2, 3)] })],
  ['an effect was skipped', 'I3', () => ({ heard: [heard(2, 1)] })],
  ['effects went back', 'I3', () => ({ heard: [heard(1, 2), heard(2, 1)] })],
  [
    'something is parked without a reason',
    'I9',
    () => ({ parked: [{ id: 'event-1', reason: null, hasEvent: true }] }),
  ],
  [
    'something is parked that cannot be replayed',
    'I9',
    () => ({ parked: [{ id: 'event-1', reason: 'Error', hasEvent: false }] }),
  ],
  ['a version is missing', 'I3', ({ outbox }) => ({ outbox: outbox.slice(1) })],
  [
    'a ticket is in two orders',
    'I4',
    ({ orders }) => ({ orders: [...orders, { ...first(orders), id: 'order-2', key: 'key-2' }] }),
  ],
  [
    'a sold ticket is free again',
    'I4',
    ({ inventory }) => ({
      inventory: [{ ...first(inventory), status: 'available', orderId: null }],
    }),
  ],
  [
    'money was taken twice',
    'I5',
    ({ intents }) => ({ intents: [{ ...first(intents), capturedMinorUnits: 5_000 }] }),
  ],
  [
    'an expired order was charged',
    'I5',
    ({ orders }) => ({ orders: [{ ...first(orders), status: 'expired' }] }),
  ],
  [
    'money waits for an order that is over',
    'I6',
    ({ payments }) => ({ payments: [{ ...first(payments), status: 'authorised' }] }),
  ],
  [
    'an order won after its hold',
    'I6',
    ({ orders }) => ({
      orders: [{ ...first(orders), expiresAt: new Date('2027-01-01T20:10:00Z') }],
    }),
  ],
  [
    'the catalogue shows an older state',
    'I7',
    ({ tickets }) => ({
      tickets: [{ ...first(tickets), inventory: { status: 'held', price, version: 2 } }],
    }),
  ],
  [
    'payments missed the end of an order',
    'I7',
    ({ ordersAtPayments }) => ({
      ordersAtPayments: [{ ...first(ordersAtPayments), status: 'paying', version: 1 }],
    }),
  ],
];

test.each(twins)('the checker notices when %s', (_what, invariant, doctor) => {
  const ledger = healthy();
  const violations = checkLedger({ ...ledger, ...doctor(ledger) }, subscribers, [request]);
  expect(violations).toEqual(expect.arrayContaining([expect.stringContaining(`${invariant}:`)]));
});

test.each([
  ['a promised order is gone', { ...request, first: { status: 201, orderId: 'order-9' } }],
  [
    'the same key gave another order',
    { ...request, repeated: { status: 201, orderId: 'order-9' } },
  ],
  [
    'a refusal changed something',
    { ...request, first: { status: 409, orderId: null }, repeated: null },
  ],
  ['a repetition was refused', { ...request, repeated: { status: 409, orderId: null } }],
  ['a promise was never asked for again', { ...request, repeated: null }],
])('the checker notices when %s', (_what, remembered) => {
  const violations = checkLedger(healthy(), subscribers, [remembered]);
  expect(violations).toEqual([expect.stringContaining('I10:')]);
});

const nothing: RememberedWrite = { what: 'a write', told: 'done', happened: () => false };
const something: RememberedWrite = { what: 'a write', told: 'refused', happened: () => true };

test.each([
  [
    'a write that was said to be done is lost',
    nothing,
    ['I10: a write was said to be done and is lost'],
  ],
  ['a refused write has happened', something, ['I10: a write was refused and has happened']],
  ['a done write is there', { ...something, told: 'done' as const }, []],
])('of other writes the checker sees when %s', (_what, write, expected) => {
  const violations = checkLedger(healthy(), subscribers, [request], { writes: [write] });
  expect(violations).toEqual(expected);
});

test('a win that a wrong clock dated after the hold counts as the one in time that it was', () => {
  const winDatedLate = healthy();
  const ledger = {
    ...winDatedLate,
    orders: [{ ...first(winDatedLate.orders), expiresAt: new Date('2027-01-01T20:14:40Z') }],
  };
  const wonMs = Date.parse('2027-01-01T20:14:59.000Z');
  const skew = { fromMs: wonMs - 40_000, toMs: wonMs, aheadMs: 30_000 };
  expect(checkLedger(ledger, subscribers, [request])).toEqual([expect.stringContaining('I6:')]);
  expect(checkLedger(ledger, subscribers, [request], { skews: [skew] })).toEqual([]);
});

const parking: Parking = { what: 'row 1', reason: 'too large', wasCounted: true, wasApplied: true };

test.each([
  ['was not listed', { reason: null }],
  ['has no reason', { reason: '' }],
  ['was not counted', { wasCounted: false }],
  ['was not applied after it was put back', { wasApplied: false }],
])('of what was parked on purpose the checker notices what %s', (_what, change) => {
  const check = (one: Parking) =>
    checkLedger(healthy(), subscribers, [request], { parkings: [one] });
  expect(check(parking)).toEqual([]);
  expect(check({ ...parking, ...change })).toEqual([expect.stringContaining('I9:')]);
});
