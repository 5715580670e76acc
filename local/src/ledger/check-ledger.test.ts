import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { checkLedger } from './check-ledger.js';
import type { Ledger, Subscriber } from './ledger.js';

const price = { amount: 2_500, currency: 'EUR' } as const;
const subscribers: Subscriber[] = [{ name: 'payments.order', aggregateTypes: ['order'] }];
const holdEnd = new Date('2027-01-01T20:15:00Z');

function orderEvent(aggregateVersion: number, type: string, occurredAt: string): DomainEvent {
  const id = `event-${aggregateVersion}`;
  const envelope = { schemaVersion: 1, correlationId: 'c', causationId: 'c', data: {} };
  const aggregate = { aggregateType: 'order', aggregateId: 'order-1', aggregateVersion } as const;
  return { ...envelope, ...aggregate, id, type, occurredAt } as unknown as DomainEvent;
}

const row = (event: DomainEvent) => ({ event, isPending: false, isParked: false });

/** One ticket, sold to one order, paid once: nothing to complain about. */
function healthy(): Ledger {
  const status = 'complete';
  return {
    outbox: [
      row(orderEvent(1, 'OrderPlaced', '2027-01-01T20:00:00.000Z')),
      row(orderEvent(2, 'OrderPaymentAccepted', '2027-01-01T20:14:59.000Z')),
    ],
    inbox: new Set(['payments.order:event-1', 'payments.order:event-2']),
    parkedDeliveries: [],
    orders: [
      {
        ...{ id: 'order-1', buyerId: 'buyer-1', ticketIds: ['ticket-1'], total: price, status },
        ...{ expiresAt: holdEnd, paymentId: 'payment-1', version: 2, key: 'key-1' },
      },
    ],
    inventory: [
      {
        ...{ ticketId: 'ticket-1', status: 'sold', orderId: 'order-1', price, askingPrice: price },
        version: 3,
      },
    ],
    tickets: [
      { id: 'ticket-1', askingPrice: price, inventory: { status: 'sold', price, version: 3 } },
    ],
    ordersAtPayments: [{ id: 'order-1', status, version: 2 }],
    payments: [
      {
        ...{ id: 'payment-1', orderId: 'order-1', amount: price, status: 'captured' },
        intentId: 'pi_1',
      },
    ],
    intents: [{ id: 'pi_1', status: 'succeeded', capturedMinorUnits: 2_500 }],
  };
}

const promise = { status: 201, orderId: 'order-1' };
const request = { key: 'key-1', buyerId: 'buyer-1', first: promise, repeated: promise };

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('The healthy ledger has one of each');
  return item;
}

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
    () => ({ ordersAtPayments: [{ id: 'order-1', status: 'paying', version: 1 }] }),
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
