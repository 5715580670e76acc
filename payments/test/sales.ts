import type { OrderRefund, OrderState } from '@marquee/common/contracts/order';
import { type EventId, newId, type PaymentId, type UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { until } from '@marquee/common/testing/until';
import request from 'supertest';
import type { LedgerRow } from '../src/data/ledger.model.js';
import { anOrder } from './orders.js';
import type { TestPayments } from './payments-server.js';
import type { TestSandbox } from './sandbox-server.js';

/** An order of tickets at these prices, of sellers in turn. */
export function anOrderOf(
  prices: readonly Money[],
  options: {
    readonly buyer: CurrentUser;
    readonly sellers: readonly UserId[];
    readonly eventId?: EventId;
  },
): OrderState {
  const { buyer, sellers, eventId = newId<EventId>() } = options;
  const seat = { section: 'Stalls', row: 'B' };
  const items = prices.map((price, index) => ({
    ...{ ticketId: newId<never>(), ...seat, seat: String(index), price },
    sellerId: sellers[index % sellers.length] ?? newId<UserId>(),
  }));
  const amount = prices.reduce((sum, price) => sum + price.amount, 0);
  return anOrder(buyer.id, {
    ...{ items, eventId, total: { amount, currency: prices[0]?.currency ?? 'EUR' } },
  });
}

/** The buyer's card was authorised. */
export async function authorised(
  payments: TestPayments,
  buyer: CurrentUser,
  order: OrderState,
): Promise<PaymentId> {
  await payments.tell('OrderPlaced', order);
  let payment: { id: PaymentId; clientSecret?: string } | undefined;
  await until(
    async () => {
      payment = (await payments.pay(buyer, order)).body.payment;
      return payment?.clientSecret !== undefined;
    },
    { timeoutMs: 15_000 },
  );
  const { id = newId<PaymentId>(), clientSecret = '' } = payment ?? {};
  await payments.confirm(clientSecret, 'pm_card_visa').expect(200);
  await payments.reaches(buyer, id, 'authorised');
  return id;
}

/** Authorised, won, captured; answers the order as it is then. */
export async function sold(
  payments: TestPayments,
  buyer: CurrentUser,
  order: OrderState,
): Promise<OrderState & { readonly paymentId: PaymentId }> {
  const paymentId = await authorised(payments, buyer, order);
  await payments.tell('OrderPaymentAccepted', { ...order, status: 'paying', paymentId });
  await payments.reaches(buyer, paymentId, 'captured');
  const complete = { ...order, status: 'complete', paymentId } as const;
  await payments.tell('OrderCompleted', complete);
  return complete;
}

/** Orders agreed to give a part back; waits until it went. */
export async function refunded(
  payments: TestPayments,
  database: Database,
  order: OrderState,
  amount: number,
): Promise<OrderState> {
  const money = { amount, currency: order.total.currency };
  const refund: OrderRefund = {
    ...{ refundId: newId<OrderRefund['refundId']>(), amount: money, reason: 'goodwill' },
    ...{ status: 'asked', askedAt: new Date().toISOString() },
  };
  const asked = { ...order, refunds: [...order.refunds, refund] };
  await payments.tell('OrderRefundAsked', asked);
  await until(
    async () => (await booksOf(database).findOne({ _id: `${refund.refundId}:refund` })) !== null,
    { timeoutMs: 15_000 },
  );
  return asked;
}

export const booksOf = ({ connection }: Database) =>
  connection.collection<LedgerRow>('ledger_entries');

/** The seller asks for an account and finishes Stripe's onboarding. */
export async function onboard(
  payments: TestPayments,
  sandbox: Pick<TestSandbox, 'frontDoor'>,
  seller: CurrentUser,
): Promise<void> {
  const res = await payments.agent(seller).post('/api/payments/payout-account').expect(200);
  const url = new URL(res.body.onboardingUrl);
  const token = url.searchParams.get('token') ?? '';
  const finish = request(sandbox.frontDoor).post(url.pathname).type('form');
  await finish.send({ token, outcome: 'finish' }).expect(303);
}
