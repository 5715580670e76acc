import { systemClock } from '@marquee/common/clock';
import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import { eventExample, eventPublished } from '@marquee/common/contracts/event';
import { ticketExample, ticketListed } from '@marquee/common/contracts/ticket';
import {
  type EventId,
  newId,
  type OrderId,
  type RefundId,
  type TicketId,
} from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { createRefundDesk } from '@marquee/orders/operator';
import { sandboxPublishableKey } from '@marquee/payments';
import request from 'supertest';
import { createCarrier } from './carry.js';
import type { Market } from './market.js';
import type { Mortal } from './mortal.js';

/**
 * How an order goes: won; given back by an operator; paid when its buyer had cancelled it, and
 * released; the same, but captured by hand at Stripe, and refunded.
 */
export const endings = ['captured', 'given back', 'released', 'lost'] as const;
export type Ending = (typeof endings)[number];

export interface Sides {
  readonly orders: Mortal;
  readonly payments: Mortal;
}

const price = { amount: 4_300, currency: 'EUR' } as const;
const patience = { timeoutMs: 20_000 };
const buyer = aUser();

function news(contract: DomainEventContract, aggregateId: string, state: unknown): DomainEvent {
  const { type, schemaVersion, aggregateType, schema } = contract;
  const id = newId<DomainEvent['id']>();
  const occurredAt = systemClock.now().toISOString();
  const about = { type, schemaVersion, aggregateType, aggregateId, aggregateVersion: 1 };
  const data = schema.parse(state);
  return { id, ...about, occurredAt, correlationId: id, causationId: id, data };
}

/** A ticket on sale, and an order for it. */
async function placeOrder(orders: Mortal): Promise<{ orderId: OrderId; ticketId: TicketId }> {
  const { bus, api } = await orders.alive();
  const [eventId, ticketId] = [newId<EventId>(), newId<TicketId>()];
  const event = { ...eventExample, eventId, startsAt: '2099-01-01T20:00:00.000Z' };
  await bus.deliver(news(eventPublished, eventId, event));
  const ticket = { ...ticketExample, ticketId, eventId, sellerId: newId(), askingPrice: price };
  await bus.deliver(news(ticketListed, ticketId, ticket));
  const body = { ticketIds: [ticketId], expectedTotal: price };
  const res = await api.agent(buyer).post('/api/orders').send(body).expect(201);
  return { orderId: res.body.order.id, ticketId };
}

interface Row {
  readonly _id: string;
  readonly status?: string;
  readonly orderId?: string;
  readonly 'state.status'?: string;
}

interface Played {
  readonly orderId: OrderId;
  readonly ticketId: TicketId;
  readonly paymentId: string;
}

/** What each side announces about the order is brought to the other; the dead start again. */
function connect({ orders, payments }: Sides, market: Market, orderId: OrderId) {
  const rows = market.payments.connection.collection<Row>('payments');
  const paymentIds = async () => (await rows.find({ orderId }).toArray()).map(({ _id }) => _id);
  const toPayments = createCarrier(market.orders, payments, async () => [orderId]);
  const toOrders = createCarrier(market.payments, orders, paymentIds);
  /** Answers whether all was heard. */
  const goOn = async () => {
    await Promise.all([orders.alive(), payments.alive()]);
    return (await Promise.all([toPayments.carry(), toOrders.carry()])).every(Boolean);
  };
  const reaches = (database: Database, table: string, end: Row) =>
    until(async () => {
      await goOn();
      return (await database.connection.collection<Row>(table).findOne(end)) !== null;
    }, patience);
  return { toPayments, goOn, reaches };
}

/** The buyer pays, asking whoever is alive again and again, as a browser does. */
async function authorise({ door }: Market, payments: Mortal, orderId: OrderId) {
  let payment: { id: string; status: string; clientSecret?: string } | undefined;
  const isThere = (condition: () => boolean) =>
    until(async () => {
      const { api, death } = await payments.alive();
      const asked = api.agent(buyer).post('/api/payments').send({ orderId });
      const lost = death.then(() => ({ body: {} }));
      payment = (await Promise.race([asked, lost])).body.payment ?? payment;
      return condition();
    }, patience);
  await isThere(() => payment?.clientSecret !== undefined);
  const { id = '', clientSecret = '' } = payment ?? {};
  const intentId = clientSecret.split('_secret_')[0] ?? '';
  const path = `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`;
  const card = { client_secret: clientSecret, payment_method: 'pm_card_visa' };
  await request(door)
    .post(path)
    .type('form')
    .send({ key: sandboxPublishableKey, ...card })
    .expect(200);
  await isThere(() => payment?.status === 'authorised');
  return { paymentId: id, intentId };
}

/** Plays an order to its end. */
async function play(market: Market, sides: Sides, ending: Ending): Promise<Played> {
  const { orderId, ticketId } = await placeOrder(sides.orders);
  const { toPayments, goOn, reaches } = connect(sides, market, orderId);
  await until(() => toPayments.carry(), patience);
  for (const side of [sides.orders, sides.payments]) side.arm();
  const { paymentId, intentId } = await authorise(market, sides.payments, orderId);

  if (ending === 'lost') await market.stripe('POST', `payment_intents/${intentId}/capture`);
  if (ending === 'lost' || ending === 'released') {
    // The buyer gave up in another tab before orders heard of the money.
    const { api } = await sides.orders.alive();
    await api.agent(buyer).delete(`/api/orders/${orderId}`).expect(200);
  }
  if (ending === 'given back') {
    await reaches(market.orders, 'orders', { _id: orderId, status: 'complete' });
    const desk = createRefundDesk({ database: market.orders, clock: systemClock });
    const facts = { reason: 'goodwill', tickets: 'release', isTwinMeant: false } as const;
    const ask = { ...facts, orderId, refundId: newId<RefundId>(), amountMinorUnits: null };
    expect((await desk.ask(ask)).kind).toBe('asked');
  }
  const { order, payment } = ends[ending];
  await reaches(market.orders, 'orders', { _id: orderId, status: order });
  await reaches(market.payments, 'payments', { _id: paymentId, 'state.status': payment });
  await until(goOn, patience);
  return { orderId, ticketId, paymentId };
}

interface End {
  readonly order: string;
  readonly payment: string;
  readonly ticket: string;
  /** Minor units that were taken, and the refunds. */
  readonly taken: readonly number[];
  readonly back: readonly number[];
}

const ends: Readonly<Record<Ending, End>> = {
  captured: { order: 'complete', payment: 'captured', ticket: 'sold', taken: [4_300], back: [] },
  'given back': {
    ...{ order: 'refunded', payment: 'refunded', ticket: 'available' },
    ...{ taken: [4_300], back: [4_300] },
  },
  released: { order: 'cancelled', payment: 'released', ticket: 'available', taken: [], back: [] },
  lost: {
    ...{ order: 'cancelled', payment: 'refunded', ticket: 'available' },
    ...{ taken: [4_300], back: [4_300] },
  },
};

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

/** Plays an order; whoever died meanwhile, it was charged, sold, given back and booked once. */
export async function playOnce(market: Market, sides: Sides, ending: Ending): Promise<void> {
  const { orderId, ticketId, paymentId } = await play(market, sides, ending);
  const { ticket, taken, back } = ends[ending];
  interface AtStripe {
    readonly amount: number;
    readonly amount_received?: number;
    readonly metadata: Record<string, string>;
  }
  const listed = async (what: string) =>
    ((await market.stripe('GET', `${what}?limit=100`))['data'] as readonly AtStripe[]).filter(
      ({ metadata }) => metadata['orderId'] === orderId,
    );
  const received = (await listed('payment_intents')).map(({ amount_received: got = 0 }) => got);
  expect(received.filter((amount) => amount > 0)).toEqual(taken);
  expect((await listed('refunds')).map(({ amount }) => amount)).toEqual(back);

  const tickets = market.orders.connection.collection<Row>('inventory');
  expect(await tickets.findOne({ _id: ticketId })).toMatchObject({ status: ticket });
  const books = market.payments.connection.collection<{
    readonly paymentId: string;
    readonly lines: readonly { readonly amount: number; readonly account: string }[];
  }>('ledger_entries');
  const entries = await books.find({ paymentId }).toArray();
  const lines = entries.flatMap((entry) => entry.lines);
  expect(sumOf(lines.map(({ amount }) => amount))).toBe(0);
  const atStripe = lines.filter(({ account }) => account === 'stripe');
  expect(sumOf(atStripe.map(({ amount }) => amount))).toBe(sumOf(taken) - sumOf(back));
}
