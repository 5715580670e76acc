import { first, healthy, holdEnd, orderEvent, row } from '../../test/healthy-ledger.js';
import { noMoneyWaits } from './late-checks.js';
import { findLateMoney } from './late-money.js';
import type { BookedEntry, Ledger, LedgerOrder, StripeRefund } from './ledger.js';
import { moneyFollowsOrders } from './money-checks.js';
import { oneOrderPerTicket } from './sale-checks.js';

const aStripeRefund = (minorUnits: number, status = 'succeeded'): StripeRefund => ({
  ...{ id: 're_1', intentId: 'pi_1', status, minorUnits },
  createdAt: new Date('2027-01-01T20:20:00Z'),
});

/** Seller and platform give back nine and one parts in ten. */
const aRefundEntry = (minorUnits: number): BookedEntry => ({
  ...{ id: 'refund-1:refund', orderId: 'order-1', stripeObject: 're_1' },
  lines: [
    { account: 'stripe', amount: -minorUnits },
    { account: 'seller:seller-1', amount: minorUnits * 0.9 },
    { account: 'platform_fee', amount: minorUnits * 0.1 },
  ],
});

/** The healthy ledger, with this much given back. */
function refunded(minorUnits: number, changes: Partial<LedgerOrder> = {}): Ledger {
  const ledger = healthy();
  const refunds = [{ id: 'refund-1', minorUnits, status: 'succeeded' }];
  return {
    ...ledger,
    orders: [{ ...first(ledger.orders), refunds, ...changes }],
    stripeRefunds: [aStripeRefund(minorUnits)],
    entries: [...ledger.entries, aRefundEntry(minorUnits)],
  };
}

function afterRefundOfAll(): Ledger {
  const ledger = refunded(2_500, { status: 'refunded' });
  const free = { status: 'withdrawn', orderId: null };
  return {
    ...ledger,
    inventory: [{ ...first(ledger.inventory), ...free }],
    payments: [{ ...first(ledger.payments), status: 'refunded' }],
  };
}

const check = (ledger: Ledger) => [
  ...oneOrderPerTicket(ledger),
  ...moneyFollowsOrders(ledger),
  ...noMoneyWaits(ledger, [], []),
];

test('a part and all of the money may go back, when order, Stripe and books say the same', () => {
  expect(check(refunded(1_000))).toEqual([]);
  expect(check(afterRefundOfAll())).toEqual([]);
});

test('a refund that finally failed leaves what is owed as it was', () => {
  const ledger = healthy();
  const refunds = [{ id: 'refund-1', minorUnits: 1_000, status: 'failed' }];
  const orders = [{ ...first(ledger.orders), refunds }];
  const stripeRefunds = [aStripeRefund(1_000, 'failed')];
  expect(check({ ...ledger, orders, stripeRefunds })).toEqual([]);
});

test.each<[string, string, Ledger, Partial<Ledger>]>([
  [
    'money was given back twice',
    'I5: complete order order-1 took 2500 and gave back 2000, owed 1500',
    refunded(1_000),
    { stripeRefunds: [aStripeRefund(1_000), { ...aStripeRefund(1_000), id: 're_2' }] },
  ],
  [
    'a refund was agreed that Stripe never made',
    'I5: complete order order-1 took 2500 and gave back 0, owed 1500',
    refunded(1_000),
    { stripeRefunds: [] },
  ],
  [
    'the entry of a refund was forgotten',
    'I5: re_1 moved -1000 at Stripe and 0 in the books',
    refunded(1_000),
    { entries: healthy().entries },
  ],
  [
    'the entry of a capture was forgotten',
    'I5: the books say that order order-1 earned 0, owed 2500',
    healthy(),
    { entries: [] },
  ],
  [
    'the books know of a refund that Stripe does not',
    'I5: re_1 moved 0 at Stripe and -1000 in the books',
    healthy(),
    { entries: [...healthy().entries, aRefundEntry(1_000)] },
  ],
  [
    'an entry does not balance',
    'I5: entry payment-1:capture is off by 250',
    healthy(),
    {
      entries: [{ ...first(healthy().entries), lines: first(healthy().entries).lines.slice(0, 2) }],
    },
  ],
  [
    'the money of a sale still lies with the buyer',
    'I5: the books hold 2500 for the buyer of order order-1',
    healthy(),
    {
      entries: [
        {
          ...first(healthy().entries),
          lines: [
            { account: 'stripe', amount: 2_500 },
            { account: 'buyer:buyer-1', amount: -2_500 },
          ],
        },
      ],
    },
  ],
  [
    'an intent that no order knows of took money',
    'I5: unknown order order-9 took 2500 and gave back 0, owed 0',
    healthy(),
    {
      intents: [
        ...healthy().intents,
        { ...first(healthy().intents), id: 'pi_2', orderId: 'order-9' },
      ],
    },
  ],
  [
    'a refund is never done',
    'I6: refund refund-1 of order order-1 was agreed and is not done',
    refunded(1_000, { refunds: [{ id: 'refund-1', minorUnits: 1_000, status: 'asked' }] }),
    {},
  ],
  [
    'money waits at Stripe for an order that is over',
    'I6: Stripe still holds pi_2 for order order-1, which is over',
    healthy(),
    {
      intents: [
        ...healthy().intents,
        {
          ...{ ...first(healthy().intents), id: 'pi_2', status: 'requires_capture' },
          capturedMinorUnits: 0,
        },
      ],
    },
  ],
  [
    'a cancelled Event keeps its money',
    'I6: order order-1 of the cancelled Event show-1 was not refunded',
    healthy(),
    {
      outbox: [
        ...healthy().outbox,
        row({ ...orderEvent(1, 'EventCancelled', '2027-01-01T21:00:00Z'), aggregateId: 'show-1' }),
      ],
    },
  ],
  [
    'the ticket of a refunded order is still sold',
    'I4: inventory says ticket-1 is sold for order-1, its active order is none',
    afterRefundOfAll(),
    { inventory: healthy().inventory },
  ],
])('the checker notices when %s', (_what, violation, ledger, change) => {
  expect(check({ ...ledger, ...change })).toContain(violation);
});

describe('late money', () => {
  const endedMs = holdEnd.getTime();
  const at = (seconds: number) => new Date(endedMs + seconds * 1_000);

  /** The hold ended; the card was authorised, and the intent cancelled, so much later. */
  function lateBy(authorised: number, cancelled: number): Ledger {
    const ledger = healthy();
    return {
      ...ledger,
      outbox: [row(orderEvent(2, 'OrderExpired', holdEnd.toISOString()))],
      orders: [{ ...first(ledger.orders), status: 'expired' }],
      intents: [
        {
          ...{ ...first(ledger.intents), status: 'canceled', capturedMinorUnits: 0 },
          ...{ authorisedAt: at(authorised), canceledAt: at(cancelled) },
        },
      ],
    };
  }
  const found = (ledger: Ledger, outages: readonly [number, number][] = []) =>
    findLateMoney(ledger, {
      skews: [],
      outages: outages.map(([from, to]) => ({
        ...{ fromMs: at(from).getTime(), toMs: at(to).getTime() },
      })),
    }).map(({ waitedMs }) => waitedMs);

  it('waits from the end of the order, or from when it came if that was later', () => {
    expect(found(lateBy(-5, 3))).toEqual([3_000]);
    expect(found(lateBy(2, 3))).toEqual([1_000]);
    expect(found(lateBy(-5, -1))).toEqual([]);
  });

  it('that was taken waits until all of it went back', () => {
    const ledger = lateBy(-5, 3);
    const intents = [{ ...first(ledger.intents), capturedMinorUnits: 2_500, canceledAt: null }];
    const back = { ...aStripeRefund(2_500), createdAt: at(7) };
    expect(found({ ...ledger, intents, stripeRefunds: [back] })).toEqual([7_000]);
    expect(found({ ...ledger, intents, stripeRefunds: [{ ...back, minorUnits: 1 }] })).toEqual([]);
  });

  it('is not expected to go back while Stripe cannot be reached', () => {
    expect(found(lateBy(0, 70), [[-10, 50]])).toEqual([20_000]);
    expect(found(lateBy(0, 70), [[-10, -5]])).toEqual([70_000]);
  });

  it('that waits for more than a minute is a violation', () => {
    const ledger = lateBy(0, 61);
    const late = findLateMoney(ledger, { skews: [], outages: [] });
    expect(noMoneyWaits(ledger, late, [])).toEqual([
      'I6: pi_1 of order order-1, which was over, kept its money for 61.0 s',
    ]);
  });
});
