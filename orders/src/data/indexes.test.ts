import { systemClock } from '@marquee/common/clock';
import {
  type EventId,
  newId,
  type OrderId,
  type PaymentId,
  type RefundId,
  type UserId,
} from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { aPaymentNews } from '../../test/domain-events.js';
import { endHold } from '../../test/holds.js';
import { placeBest, placeNamed } from '../../test/place.js';
import { aTicket, euros, openWorld, type World } from '../../test/world.js';
import type { Inventory } from '../domain/inventory.js';
import type { Order } from '../domain/order.js';
import { closeEventChunk } from '../features/close-events/close-event.js';
import { expireOrders } from '../features/expire-orders/expire-orders.js';
import { fromInventory, fromOrder } from './records.js';

interface Profiled {
  readonly ns: string;
  readonly docsExamined?: number;
  readonly planSummary?: string;
  readonly command: object;
}

const rowCount = 5_000;
/** A statement that reads more than this has found no index. A round reads 64 spare seats. */
const docsExaminedMax = 400;
const buyer = aUser();
let world: World;
let eventIds: EventId[];

/** One order of one sold or held ticket, of the sort that fills the tables. */
function aRow(index: number): { ticket: Inventory; order: Order } {
  const eventId = eventIds[index % eventIds.length] ?? newId<EventId>();
  const orderId = newId<OrderId>();
  const expiresAt = new Date(systemClock.now().getTime() + 600_000 + index);
  const base = aTicket({ eventId, section: `Section ${index % 7}`, seat: String(index) });
  const isHeld = index % 4 === 0;
  const ticket: Inventory = isHeld
    ? { ...base, status: 'held', orderId, holdEndsAt: expiresAt }
    : { ...base, status: 'sold', orderId };
  const { ticketId, sellerId, section, row, seat, price } = base;
  const facts = {
    ...{ orderId, eventId, total: price, expiresAt, placedAt: systemClock.now(), version: 2 },
    buyerId: index % 50 === 1 ? buyer.id : newId<UserId>(),
    items: [{ ticketId, sellerId, section, row, seat, price }],
    rejectedPaymentIds: [],
    refunds: [],
  };
  const order: Order = isHeld
    ? { ...facts, status: 'awaiting_payment' }
    : { ...facts, status: 'complete', paymentId: newId<PaymentId>() };
  return { ticket, order };
}

beforeAll(async () => {
  world = await openWorld();
  await world.follow();
  eventIds = await Promise.all(Array.from({ length: 10 }, () => world.anEvent()));
  const rows = Array.from({ length: rowCount }, (_, index) => aRow(index));
  await world.models.raw.inventory.insertMany(rows.map(({ ticket }) => fromInventory(ticket)));
  await world.models.raw.orders.insertMany(rows.map(({ order }) => fromOrder(order, null)));
});
afterAll(() => world.close());

/** What the database did for `work`, as its own profiler says. */
async function profiled(work: () => Promise<unknown>): Promise<Profiled[]> {
  const { db } = world.models.orders;
  await db.db?.command({ profile: 2 });
  try {
    await work();
  } finally {
    await db.db?.command({ profile: 0 });
  }
  const rows = db.collection<Profiled>('system.profile');
  const found = await rows.find({ ns: /\.(orders|inventory|events|clock|buyers)$/ }).toArray();
  await rows.drop();
  return found;
}

async function expectIndexed(work: () => Promise<unknown>): Promise<void> {
  const statements = await profiled(work);
  expect(statements.length).toBeGreaterThan(0);
  for (const { ns, planSummary, docsExamined = 0, command } of statements) {
    const shown = `${ns} ${planSummary ?? ''} ${JSON.stringify(command).slice(0, 400)}`;
    expect({ shown, scans: /COLLSCAN/.test(planSummary ?? '') }).toEqual({ shown, scans: false });
    expect({ shown, isCheap: docsExamined <= docsExaminedMax, docsExamined }).toEqual({
      ...{ shown, isCheap: true, docsExamined },
    });
  }
}

async function onSale() {
  const [eventId] = eventIds as [EventId];
  const ticketIds = await world.onSale(eventId, [{}, {}, { section: 'Best' }, { section: 'Best' }]);
  return { eventId, ticketIds };
}

const deps = () => ({ database: world.database, ...world.repositories });

describe(`with ${rowCount} orders and tickets, every statement finds its index`, () => {
  it('a round: named tickets, the best of a section, ended holds taken over', async () => {
    const { eventId, ticketIds } = await onSale();
    const { aBuyer, agent } = world.serve();
    const placed = await placeNamed(aBuyer(), ticketIds.slice(0, 2));
    await endHold(world.models, placed.body.order.id);
    await expectIndexed(async () => {
      const named = await placeNamed(agent(buyer), ticketIds.slice(0, 1), { key: newId() });
      const best = await placeBest(aBuyer(), eventId, 2, { section: 'Best' });
      const lost = await placeBest(aBuyer(), eventId, 8);
      expect([named.status, best.status, lost.status]).toEqual([201, 201, 409]);
    });
  });

  it.each(['', '&status=awaiting_payment', '&status=expired', '&status=complete'])(
    'a page of orders %s',
    (status) =>
      expectIndexed(async () => {
        const res = await world.serve().agent(buyer).get(`/api/orders?limit=20${status}`);
        expect(res.status).toBe(200);
      }),
  );

  it('the sweeper: when it is due, what is due, and the end of it', async () => {
    const { ticketIds } = await onSale();
    const { body } = await placeNamed(world.serve().aBuyer(), ticketIds);
    await endHold(world.models, body.order.id);
    await expectIndexed(async () => {
      expect(await world.repositories.orders.untilNextDueMs()).toBeLessThan(0);
      const due = await world.repositories.orders.listDue(50, []);
      expect(due).toContain(body.order.id);
      expect(await expireOrders(deps(), due)).toBeGreaterThan(0);
    });
  });

  it('the refunds of a cancelled Event: those that nobody asked for, and how they stand', async () => {
    const [eventId] = eventIds as [EventId];
    const { refunds } = world.repositories;
    const refund = { reason: 'event_cancelled', status: 'asked', amount: '$total' };
    const sold = await world.models.raw.orders.find({ eventId, status: 'complete' }).toArray();
    const done = sold.slice(0, -5).map(({ _id }) => _id);
    await world.models.raw.orders.updateMany({ _id: { $in: done } }, [
      { $set: { refunds: [refund] } },
    ]);
    await expectIndexed(async () => {
      const left = await world.database.transact((session) =>
        refunds.listUnrefunded(session, eventId, 20),
      );
      expect(left).toHaveLength(5);
      await world.repositories.events.findOrganiser(eventId);
      await world.repositories.events.isClosed(eventId);
      expect(await refunds.isSomebodyPaying(eventId)).toBe(false);
      const isKnown = await world.database.transact((session) =>
        refunds.isKnown(session, newId<RefundId>()),
      );
      expect(isKnown).toBe(false);
    });
    const statements = await profiled(() => refunds.countRefunds(eventId));
    expect(statements[0]?.planSummary).toMatch(/IXSCAN.*refunds.reason/);
  });

  it('a payment that wins, a cancel, a chunk of a cancelled Event', async () => {
    const { ticketIds } = await onSale();
    const { aBuyer } = world.serve();
    const won = await placeNamed(aBuyer(), ticketIds.slice(0, 1));
    const canceller = aBuyer();
    const cancelled = await placeNamed(canceller, ticketIds.slice(1, 2));
    const eventId = await world.anEvent({ status: 'cancelled' });
    await world.onSale(eventId, [{}, {}]);
    const payment = { orderId: won.body.order.id, paymentId: newId<PaymentId>() };
    await expectIndexed(async () => {
      await world.bus.deliver(aPaymentNews('authorised', { ...payment, amount: euros(4300) }));
      const res = await canceller.delete(`/api/orders/${cancelled.body.order.id}`);
      expect(res.status).toBe(200);
      while (!(await closeEventChunk(deps(), eventId)));
      expect(await world.repositories.events.findUnclosed()).toBeNull();
    });
  });
});
