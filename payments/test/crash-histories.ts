import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { OrderRefund, OrderState } from '@marquee/common/contracts/order';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import type { PaymentRow } from '../src/data/payment.model.js';
import { createPaymentRepository } from '../src/data/payment.repository.js';
import { both, type Doomed } from './crash.js';
import { anOrder, orderEvent } from './orders.js';
import { booksOf } from './sales.js';
import type { TestSandbox } from './sandbox-server.js';

/**
 * How an order goes: won, expired, given back by its order after one refused try and a bank that
 * takes its time, sent back by the bank after it had arrived, or captured by hand although the
 * order was lost.
 */
export type Ending = 'captured' | 'released' | 'given back' | 'sent back' | 'lost';

const ofStart = both(
  ...['read-order', 'begin-create', 'create', 'record-intent', 'forget-create', 'read'],
  ...['record-authorisation_seen', 'rest', 'claim', 'permit', 'look-ahead'],
);
const ofCapture = both('record-capture_begun', 'begin-capture', 'capture', 'record-capture_seen');
const ofRelease = both('begin-cancel', 'cancel', 'record-release_seen');
const ofRefund = both(
  ...['record-refund_asked', 'begin-refund', 'refund', 'record-refund_attempt_failed'],
  ...['find-refund', 'record-refund_made', 'read-refund', 'record-refund_succeeded'],
);
const ofReturn = both('record-refund_returned');
const ofLoss = [
  'before:cancel',
  ...both('record-capture_seen', 'record-refund_asked', 'begin-refund', 'refund'),
  ...both('record-refund_succeeded'),
];

/** Every point of the worker, and the history that passes it. */
export const crashPoints: ReadonlyArray<readonly [point: string, ending: Ending]> = [
  ...[...ofStart, ...ofCapture].map((point) => [point, 'captured'] as const),
  ...ofRelease.map((point) => [point, 'released'] as const),
  ...ofRefund.map((point) => [point, 'given back'] as const),
  ...ofReturn.map((point) => [point, 'sent back'] as const),
  ...ofLoss.map((point) => [point, 'lost'] as const),
];

export interface CrashWorld {
  readonly database: Database;
  readonly sandbox: TestSandbox;
}

const statuses = {
  captured: 'captured',
  released: 'released',
  'given back': 'refunded',
  'sent back': 'refunded',
  lost: 'refunded',
};
const patience = { timeoutMs: 15_000 };
const buyer = aUser();

/** Plays an order to its end, asking whoever is alive again and again, as a browser does. */
async function play(
  { database, sandbox }: CrashWorld,
  process: Doomed,
  order: OrderState,
  ending: Ending,
) {
  const tell = (event: DomainEvent) =>
    until(async () => (await (await process.alive()).bus.deliver(event)).length > 0, patience);
  await tell(orderEvent('OrderPlaced', order));
  let payment: { id: PaymentId; status: string; clientSecret?: string } | undefined;
  const reaches = (condition: () => boolean) =>
    until(async () => {
      payment = (await (await process.alive()).pay(buyer, order)).body.payment ?? payment;
      return condition();
    }, patience);
  await reaches(() => payment?.clientSecret !== undefined);
  const secret = payment?.clientSecret ?? '';
  const card = ending === 'given back' ? 'pm_card_pendingRefund' : 'pm_card_visa';
  await (await process.alive()).confirm(secret, card).expect(200);
  const id = payment?.id ?? newId<PaymentId>();
  const intentId = secret.split('_secret_')[0] ?? '';
  const ends = (status: string) =>
    until(async () => {
      const res = await (await process.alive()).agent(buyer).get(`/api/payments/${id}`);
      return res.body.payment?.status === status;
    }, patience);
  // By reading, as the page does: it makes the worker look at once.
  await ends('authorised');
  if (ending === 'lost') await sandbox.stripe.paymentIntents.capture(intentId);
  if (ending === 'lost' || ending === 'released') {
    await tell(orderEvent('OrderExpired', { ...order, status: 'expired' }));
  } else {
    const won = { ...order, status: 'paying', paymentId: id } as const;
    await tell(orderEvent('OrderPaymentAccepted', won));
    if (ending === 'given back' || ending === 'sent back') {
      await ends('captured');
      if (ending === 'given back')
        sandbox.faults.inject('refuse-for-good', /POST \/v1\/refunds/, 1);
      const complete: OrderState = { ...won, status: 'complete', refunds: [all(order)] };
      await tell(orderEvent('OrderRefundAsked', complete));
    }
  }
  await ends(statuses[ending]);
  if (ending === 'sent back') await sendBack({ database, sandbox }, process, id, intentId);
  return id;
}

/** The bank sends back what had arrived, and somebody says so. */
async function sendBack(
  { database, sandbox }: CrashWorld,
  process: Doomed,
  _id: PaymentId,
  intentId: string,
): Promise<void> {
  const { data } = await sandbox.stripe.refunds.list({ payment_intent: intentId });
  await sandbox.control('POST', `/sandbox/refunds/${data[0]?.id}/fail`);
  await createPaymentRepository(database).lookAgain({ paymentId: _id });
  const rows = database.connection.collection<PaymentRow>('payments');
  await until(async () => {
    await process.alive();
    const [refund] = (await rows.findOne({ _id }))?.refunds ?? [];
    return refund?.returned?.length === 1 && refund.status === 'succeeded';
  }, patience);
}

function all({ total }: OrderState): OrderRefund {
  const refundId = newId<OrderRefund['refundId']>();
  const askedAt = new Date().toISOString();
  return { refundId, amount: total, reason: 'goodwill', status: 'asked', askedAt };
}

const announcements = {
  captured: ['PaymentCaptured'],
  released: ['PaymentReleased'],
  'given back': ['PaymentCaptured', 'PaymentRefunded'],
  'sent back': ['PaymentCaptured', 'PaymentRefunded', 'PaymentRefunded'],
  lost: ['PaymentCaptured', 'PaymentRefunded'],
};

/** Plays an order and finds it, whoever died meanwhile, told, charged, given back and booked once. */
export async function playOnce(world: CrashWorld, process: Doomed, ending: Ending): Promise<void> {
  const { stripe } = world.sandbox;
  const order = anOrder(buyer.id);
  const id = await play(world, process, order, ending);
  const story = ['PaymentAuthorised', ...announcements[ending]].join();
  await until(async () => (await process.alive()).announced(id).join() === story, patience);
  const intentsOf = async () =>
    (await stripe.paymentIntents.list({ limit: 100 })).data.filter(
      (intent) => intent.metadata['orderId'] === order.orderId,
    );
  const isFinal = (status: string) => status === 'succeeded' || status === 'canceled';
  await until(async () => (await intentsOf()).every(({ status }) => isFinal(status)), patience);
  const intents = await intentsOf();
  const taken = intents.map((intent) => intent.amount_received).filter((amount) => amount > 0);
  expect(taken).toEqual(ending === 'released' ? [] : [4300]);
  const refunds = await Promise.all(
    intents.map((intent) => stripe.refunds.list({ payment_intent: intent.id })),
  );
  const isGivenBack = statuses[ending] === 'refunded';
  const arrived = refunds.flatMap(({ data }) => data.filter(({ status }) => status !== 'failed'));
  expect(arrived).toEqual(
    isGivenBack ? [expect.objectContaining({ amount: 4300, status: 'succeeded' })] : [],
  );
  await expectBooks(world, id, ending);
}

const bookings: Record<Ending, readonly string[]> = {
  captured: ['capture'],
  released: [],
  'given back': ['capture', 'refund'],
  'sent back': ['capture', 'refund', 'refund', 'return'],
  lost: ['capture', 'refund'],
};

/** Each fact is booked once; what went back leaves nothing on any account. */
async function expectBooks({ database }: CrashWorld, id: PaymentId, ending: Ending) {
  const entries = await booksOf(database).find({ paymentId: id }).toArray();
  expect(entries.map(({ kind }) => kind).sort()).toEqual(bookings[ending]);
  const balances = new Map<string, number>();
  for (const { account, amount } of entries.flatMap(({ lines }) => lines))
    balances.set(account, (balances.get(account) ?? 0) + amount);
  const amounts = [...balances.values()].filter((amount) => amount !== 0);
  expect(amounts.sort((a, b) => a - b)).toEqual(ending === 'captured' ? [-3870, -430, 4300] : []);
}
