import { newId, type TicketId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { placeBest, placeNamed, tally } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { oneOrderPerTicketIndex } from '../../data/order.model.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const many = (count: number) => Array.from({ length: count }, () => ({}));
const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

async function onSale(count: number) {
  const eventId = await world.anEvent();
  const ticketIds = await world.onSale(eventId, many(count));
  return { eventId, ticketIds };
}

async function endHolds() {
  const past = new Date(Date.now() - 1000);
  await world.models.orders.updateMany({ status: 'awaiting_payment' }, { expiresAt: past });
  await world.models.inventory.updateMany({ holdEndsAt: { $exists: true } }, { holdEndsAt: past });
}

/** The checker of I4: every ticket of `ticketIds` has at most one active order. */
async function expectOneOrderEach(ticketIds: readonly TicketId[]) {
  const rows = await world.models.orders.aggregate<{ _id: string; orders: number }>([
    { $match: { active: true, 'items.ticketId': { $in: [...ticketIds] } } },
    { $unwind: '$items' },
    { $group: { _id: '$items.ticketId', orders: { $sum: 1 } } },
  ]);
  expect(rows.filter((row) => row.orders > 1)).toEqual([]);
  return rows.length;
}

describe('ended holds, with no sweeper running', () => {
  it('an ended hold is no hold: the next buyer gets the seat, the old order expires whole', async () => {
    const { ticketIds } = await onSale(2);
    const [a, b] = ticketIds as [TicketId, TicketId];
    const { aBuyer } = world.serve();
    const first = await placeNamed(aBuyer(), [a, b]);
    await endHolds();
    expect((await placeNamed(aBuyer(), [a])).status).toBe(201);
    const old = await world.models.orders.findById(first.body.order.id).lean();
    expect(old).toMatchObject({ status: 'expired', version: 2 });
    expect(await world.ticket(a)).toMatchObject({ status: 'held', version: 4 });
    expect(await world.ticket(b)).toMatchObject({ status: 'available', version: 3 });
  });

  it('the price and the withdrawal asked during a hold count when it has ended', async () => {
    const { ticketIds } = await onSale(2);
    const [dearer, gone] = ticketIds as [TicketId, TicketId];
    const { aBuyer } = world.serve();
    await placeNamed(aBuyer(), [dearer, gone]);
    await world.models.inventory.updateOne({ _id: dearer }, { askingPrice: euros(5000) });
    await world.models.inventory.updateOne({ _id: gone }, { withdrawalAsked: true });
    await endHolds();
    expect((await placeNamed(aBuyer(), [dearer])).body).toMatchObject({
      code: 'price_changed',
      total: euros(5000),
    });
    expect((await placeNamed(aBuyer(), [gone])).body.code).toBe('ticket_unavailable');
    const won = await placeNamed(aBuyer(), [dearer], { total: euros(5000) });
    expect(won.body.order.total).toEqual(euros(5000));
    expect(await world.ticket(gone)).toMatchObject({ status: 'withdrawn' });
  });

  it('a quantity is served from ended holds too', async () => {
    const { eventId } = await onSale(4);
    const { aBuyer } = world.serve();
    await placeBest(aBuyer(), eventId, 4);
    await endHolds();
    expect((await placeBest(aBuyer(), eventId, 3)).status).toBe(201);
  });
});

describe('races', () => {
  it('two orders processes on one database sell no ticket twice and refuse nobody wrongly', async () => {
    const { ticketIds } = await onSale(20);
    const processes = [world.serve(), world.serve()];
    const answers = await times(200, async (index) => {
      const ticketId = ticketIds[index % 20];
      if (ticketId === undefined) throw new Error('unreachable');
      return placeNamed((processes[index % 2] ?? world.serve()).aBuyer(), [ticketId]);
    });
    expect(tally(answers)).toEqual({ '201': 20, '409 ticket_unavailable': 180 });
    expect(await expectOneOrderEach(ticketIds)).toBe(20);
  });

  it('several tickets are all held or none, under any overlap', async () => {
    const { ticketIds } = await onSale(12);
    const { aBuyer } = world.serve();
    const answers = await times(60, (index) => {
      const three = [0, 1, 5].map((step) => ticketIds[(index + step) % 12] as TicketId);
      return placeNamed(aBuyer(), three);
    });
    const won = answers.filter((res) => res.status === 201).length;
    expect(await expectOneOrderEach(ticketIds)).toBe(won * 3);
    const held = await world.models.inventory.countDocuments({
      ...{ _id: { $in: ticketIds }, status: 'held' },
    });
    expect(held).toBe(won * 3);
  });

  it('general-admission buyers never collide: as many win as there are places', async () => {
    const { eventId, ticketIds } = await onSale(60);
    const processes = [world.serve(), world.serve()];
    const answers = await times(40, (index) =>
      placeBest((processes[index % 2] ?? world.serve()).aBuyer(), eventId, 2),
    );
    expect(tally(answers)).toEqual({ '201': 30, '409 ticket_unavailable': 10 });
    expect(await expectOneOrderEach(ticketIds)).toBe(60);
  });

  it('one buyer in two processes at once holds at most 20 tickets', async () => {
    const { ticketIds } = await onSale(48);
    const buyer = aUser();
    const processes = [world.serve(), world.serve()];
    const answers = await times(6, (index) =>
      placeNamed(
        (processes[index % 2] ?? world.serve()).agent(buyer),
        ticketIds.slice(index * 8, index * 8 + 8),
      ),
    );
    expect(tally(answers)).toEqual({ '201': 2, '422 hold_limit': 4 });
  });

  it('one key at two processes at once makes one order', async () => {
    const { ticketIds } = await onSale(1);
    const buyer = aUser();
    const key = newId();
    const processes = [world.serve(), world.serve()];
    const answers = await times(10, (index) =>
      placeNamed((processes[index % 2] ?? world.serve()).agent(buyer), ticketIds, { key }),
    );
    expect(tally(answers)).toEqual({ '201': 10 });
    expect(new Set(answers.map((res) => res.body.order.id)).size).toBe(1);
    const replays = answers.filter((res) => res.headers['idempotent-replay'] === 'true');
    expect(replays).toHaveLength(9);
  });

  it('without the unique index the results are the same: inventory alone is enough', async () => {
    const orders = world.models.raw.orders;
    await orders.dropIndex(oneOrderPerTicketIndex);
    try {
      const { ticketIds } = await onSale(10);
      const processes = [world.serve(), world.serve()];
      const answers = await times(100, (index) =>
        placeNamed((processes[index % 2] ?? world.serve()).aBuyer(), [
          ticketIds[index % 10] as TicketId,
        ]),
      );
      expect(tally(answers)).toEqual({ '201': 10, '409 ticket_unavailable': 90 });
      expect(await expectOneOrderEach(ticketIds)).toBe(10);
    } finally {
      await world.models.orders.createIndexes();
    }
  });

  it('the unique index alone refuses a second order for a ticket, should rounds ever fail', async () => {
    const { ticketIds } = await onSale(1);
    const { aBuyer } = world.serve();
    const placed = await placeNamed(aBuyer(), ticketIds);
    const copy = await world.models.orders.findById(placed.body.order.id).lean();
    const second = world.models.raw.orders.insertOne({ ...copy, _id: newId() } as never);
    await expect(second).rejects.toThrow(/E11000.*one_active_order_per_ticket/);
  });
});
