import { newId, type PayoutId, type UserId } from '@marquee/common/ids';
import type Stripe from 'stripe';
import type { PayoutRow } from '../data/payout.model.js';
import { compareTransfer } from './compare-with-stripe.js';

const payoutId = newId<PayoutId>();
const transfer = {
  id: 'tr_1',
  amount: 900,
  amount_reversed: 0,
  currency: 'eur',
} as Stripe.Transfer;
const row: PayoutRow = {
  ...{ _id: payoutId, sellerId: newId<UserId>(), currency: 'EUR', status: 'paid', isOpen: false },
  ...{ amount: 900, transferId: 'tr_1', attempt: 1, refusals: 0, reversed: 0, looks: 1 },
  ...{ revision: 1, createdAt: new Date(), leasedAt: new Date() },
};
const { transferId: _, ...unsent } = row;

test.each<[string, string[], Partial<Stripe.Transfer>, PayoutRow | undefined]>([
  ['a payout says the same', [], {}, row],
  ['no payout knows of it', ['stripe_unknown_transfer'], {}, undefined],
  ['its payout does not know yet', ['stripe_ahead'], {}, { ...unsent, status: 'sending' }],
  ['its payout was sent by another', ['stripe_second_transfer'], { id: 'tr_2' }, row],
  ['it is of another amount', ['stripe_amount'], { amount: 901 }, row],
  ['some of it came back', ['stripe_ahead'], { amount_reversed: 100 }, row],
])('a transfer, and %s: %j', (_what, codes, changes, known) => {
  const found = compareTransfer({ ...transfer, ...changes }, payoutId, known);
  expect(found.map(({ code }) => code)).toEqual(codes);
});
