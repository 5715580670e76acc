import {
  newId,
  type OrderId,
  type PaymentId,
  type RefundId,
  type UserId,
} from '@marquee/common/ids';
import { currencies, stepMinorUnits } from '@marquee/common/money';
import fc from 'fast-check';
import { allocate } from './allocate.js';
import { type Account, type LedgerEntry, movedOn } from './entry.js';
import {
  awardEntry,
  captureEntry,
  payoutEntry,
  reversalEntry,
  type Sale,
  type SentPayout,
  type TakenPayment,
} from './postings.js';
import { type PaidRefund, refundEntry, returnEntry } from './refund-postings.js';

const sellers = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
const bought = fc
  .record({
    currency: fc.constantFrom(...currencies),
    feeBasisPoints: fc.integer({ min: 0, max: 5_000 }),
    tickets: fc.array(
      fc.record({
        sellerId: fc.constantFrom(...sellers),
        steps: fc.integer({ min: 5, max: 9_999_999 }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ currency, feeBasisPoints, tickets }) => {
    const items = tickets.map(({ sellerId, steps }) => ({
      sellerId,
      price: { amount: steps * stepMinorUnits(currency), currency },
    }));
    const total = items.reduce((sum, { price }) => sum + price.amount, 0);
    const payment: TakenPayment = {
      id: newId<PaymentId>(),
      orderId: newId<OrderId>(),
      buyerId: newId<UserId>(),
      amount: { amount: total, currency },
      feeBasisPoints,
      intentId: 'pi_1',
    };
    const sale: Sale = { eventId: newId(), items };
    return { payment, sale, total };
  });

const sumOf = ({ lines }: LedgerEntry) => lines.reduce((sum, { amount }) => sum + amount, 0);
const runs = { numRuns: 10_000 };

/** Cuts of a total: what is given back, one part after the other, all of it in the end. */
const partsOf = (total: number, cuts: readonly number[]) => {
  const ends = [...cuts.map((cut) => Math.floor(cut * total)), total].sort((a, b) => a - b);
  return ends.map((end, index) => end - (ends[index - 1] ?? 0)).filter((part) => part > 0);
};
/** What sellers and the platform have, in whatever order it came. */
const soldBy = (entries: readonly LedgerEntry[]) =>
  entries
    .flatMap(({ lines }) => lines)
    .filter(({ account }) => account === 'platform_fee' || account.startsWith('seller:'))
    .reduce((sum, { amount }) => sum - amount, 0);
const someCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });

/** What becomes of a part that went back; what a bank sends back goes again, at once or in the end. */
const someFates = fc.array(fc.constantFrom('arrives', 'returns', 'returns later'), {
  maxLength: 9,
});

test('every entry sums to zero, and any sequence of parts and returns gives back exactly the whole', () => {
  const property = fc.property(
    ...([bought, someCuts, someFates, fc.boolean(), fc.boolean()] as const),
    (order, cuts, fates, won, early) => {
      const { payment, sale, total } = order;
      const award = awardEntry(payment, sale);
      if (award === null) throw new Error('the tickets add up, so there is an award');
      const entries: LedgerEntry[] = [captureEntry(payment, won && !early ? sale : null)];
      if (won && early) entries.push(award);
      const goAgain: PaidRefund[] = [];
      const goes = (refund: PaidRefund) => {
        const entry = refundEntry(payment, refund, entries);
        if (entry.lines.some((line) => line.account !== 'stripe' && line.amount < 0))
          throw new Error('somebody gains by a refund');
        entries.push(entry);
      };
      partsOf(total, cuts).forEach((amount, index) => {
        const money = { amount, currency: payment.amount.currency };
        const ids = { refundId: newId<RefundId>(), stripeRefundId: 're_1' };
        goes({ ...ids, amount: money, nth: 1 });
        if ((fates[index] ?? 'arrives') === 'arrives') return;
        const sold = soldBy(entries);
        entries.push(returnEntry(payment, { ...ids, amount: money, nth: 1 }, entries));
        if (soldBy(entries) !== sold) throw new Error('what comes back is the buyer’s');
        const again = { ...ids, amount: money, nth: 2 };
        if (fates[index] === 'returns') goes(again);
        else goAgain.push(again);
      });
      goAgain.forEach(goes);
      const wrong = entries.find((entry) => sumOf(entry) !== 0);
      if (wrong !== undefined) throw new Error(`${wrong.kind} sums to ${sumOf(wrong)}`);
      const accounts = new Set(entries.flatMap(({ lines }) => lines.map(({ account }) => account)));
      for (const account of accounts) {
        const left = entries.reduce((sum, entry) => sum + movedOn(entry, account), 0);
        if (left !== 0) throw new Error(`${left} is left on ${account}`);
      }
    },
  );
  fc.assert(property, runs);
});

test('a sale gives each seller the sum of their prices less a fee per ticket, and the platform the rest', () => {
  const property = fc.property(bought, ({ payment, sale, total }) => {
    const entry = captureEntry(payment, sale);
    for (const sellerId of new Set(sale.items.map((item) => item.sellerId))) {
      const own = sale.items.filter((item) => item.sellerId === sellerId);
      const gross = own.reduce((sum, { price }) => sum + price.amount, 0);
      const net = -movedOn(entry, `seller:${sellerId}`);
      const fee = entry.lines
        .filter((line) => line.account === 'platform_fee' && line.sellerId === sellerId)
        .reduce((sum, line) => sum - line.amount, 0);
      if (net + fee !== gross || net < 0 || fee < 0) return false;
    }
    return movedOn(entry, 'stripe') === total && entry.eventId === sale.eventId;
  });
  fc.assert(property, runs);
});

test('a larger amount never gives anybody less, and shares stay within one unit of exact', () => {
  const parts = fc.array(fc.integer({ min: 0, max: 999_999_999 }), { minLength: 1, maxLength: 16 });
  const property = fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (whole, cut) => {
    const total = whole.reduce((sum, part) => sum + part, 0);
    const amount = Math.floor(cut * total);
    const [shares, more] = [allocate(whole, amount), allocate(whole, Math.min(total, amount + 1))];
    return (
      shares.reduce((sum, share) => sum + share, 0) === amount &&
      shares.every((share, index) => share >= 0 && share <= (more[index] ?? 0)) &&
      shares.every((share, index) => share <= (whole[index] ?? 0))
    );
  });
  fc.assert(property, runs);
});

test('one unit after the other, down to the last: small wholes, every step', () => {
  const parts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 });
  const property = fc.property(parts, (whole) => {
    const total = whole.reduce((sum, part) => sum + part, 0);
    const steps = Array.from({ length: total + 1 }, (_, amount) => allocate(whole, amount));
    return steps.every((shares, amount) => {
      const before = steps[amount - 1] ?? whole.map(() => 0);
      const growth = shares.map((share, index) => share - (before[index] ?? 0));
      const grown = growth.filter((step) => step !== 0);
      return amount === 0 ? grown.length === 0 : grown.length === 1 && grown[0] === 1;
    });
  });
  fc.assert(property, { numRuns: 2_000 });
});

const payment: TakenPayment = {
  id: newId(),
  orderId: newId(),
  buyerId: newId(),
  amount: { amount: 1_000, currency: 'EUR' },
  feeBasisPoints: 1_000,
  intentId: 'pi_1',
};

test('tickets that do not add up to what was paid are never guessed at: the buyer has the money', () => {
  const sale: Sale = {
    eventId: newId(),
    items: [{ sellerId: newId(), price: { amount: 999, currency: 'EUR' } }],
  };
  expect(awardEntry(payment, sale)).toBeNull();
  const entry = captureEntry(payment, sale);
  expect(entry.eventId).toBeUndefined();
  expect(movedOn(entry, `buyer:${payment.buyerId}` as Account)).toBe(-1_000);
});

test('what went back beyond what was taken is owed by the buyer', () => {
  const refund = {
    refundId: newId<RefundId>(),
    amount: { amount: 1_200, currency: 'EUR' } as const,
  };
  const entry = refundEntry(payment, { ...refund, stripeRefundId: 're_1', nth: 1 }, [
    captureEntry(payment, null),
  ]);
  expect(sumOf(entry)).toBe(0);
  expect(movedOn(entry, `buyer:${payment.buyerId}` as Account)).toBe(1_200);
});

test('a payout and its reversals, part by part, leave what the seller had before', () => {
  const amount = { amount: 900, currency: 'EUR' } as const;
  const payout: SentPayout = { id: newId(), sellerId: newId(), amount, transferId: 'tr_1' };
  const paid = payoutEntry(payout);
  const entries = [paid, reversalEntry(payout, 0, 300), reversalEntry(payout, 300, 900)];
  expect(entries.map(sumOf)).toEqual([0, 0, 0]);
  expect(entries.reduce((sum, entry) => sum + movedOn(entry, 'stripe'), 0)).toBe(0);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
});
