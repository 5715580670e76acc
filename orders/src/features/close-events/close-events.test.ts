import { systemClock } from '@marquee/common/clock';
import { Problem } from '@marquee/common/errors';
import { type EventId, newId, type PaymentId, type TicketId } from '@marquee/common/ids';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { anEventNews, aPaymentNews, aTicketNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';
import { closeEventChunk } from './close-event.js';
import { createCloseEventsJob } from './close-events.job.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

const deps = () => ({ database: world.database, ...world.repositories });

/** An Event of `count` free tickets, one held by an order and one won by another. */
async function anEvent(count: number) {
  const eventId = await world.anEvent();
  const tickets = Array.from({ length: count + 2 }, () => ({}));
  const ticketIds = (await world.onSale(eventId, tickets)) as [TicketId, TicketId];
  const [held, won] = ticketIds;
  const { aBuyer } = world.serve();
  const unpaid = (await placeNamed(aBuyer(), [held])).body.order.id;
  const winner = (await placeNamed(aBuyer(), [won])).body.order.id;
  const payment = { orderId: winner, paymentId: newId<PaymentId>(), amount: euros(4300) };
  await world.bus.deliver(aPaymentNews('authorised', payment));
  return { eventId, held, won, unpaid, winner, payment };
}

async function cancel(eventId: EventId): Promise<void> {
  await world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2));
}

const withdrawn = (eventId: EventId) =>
  world.models.inventory.countDocuments({ eventId, status: 'withdrawn' });

describe('a cancelled Event', () => {
  it('is closed in chunks; each finds what is left, so a crash between them loses nothing', async () => {
    const { eventId } = await anEvent(150);
    await cancel(eventId);
    expect(await closeEventChunk(deps(), eventId)).toBe(false);
    expect(await withdrawn(eventId)).toBe(100);
    // What another process does after the first one was killed here:
    expect(await closeEventChunk(deps(), eventId)).toBe(false);
    expect(await withdrawn(eventId)).toBe(150);
    expect(await world.repositories.events.findUnclosed()).toBe(eventId);
    expect(await closeEventChunk(deps(), eventId)).toBe(false);
    expect(await closeEventChunk(deps(), eventId)).toBe(true);
    expect(await withdrawn(eventId)).toBe(151);
    expect(await world.repositories.events.findUnclosed()).toBeNull();
  });

  it('a chunk that fails leaves nothing of itself and is repeated', async () => {
    const { eventId } = await anEvent(3);
    await cancel(eventId);
    const changes = {
      async write(...[session, some]: Parameters<typeof world.repositories.changes.write>) {
        await world.repositories.changes.write(session, some);
        throw new Error('killed after writing');
      },
    };
    await expect(closeEventChunk({ ...deps(), changes }, eventId)).rejects.toThrow('killed');
    expect(await withdrawn(eventId)).toBe(0);
    while (!(await closeEventChunk(deps(), eventId)));
    expect(await withdrawn(eventId)).toBe(4);
  });

  it('ends unpaid orders; one that has won stands, and may still complete', async () => {
    const { eventId, held, won, unpaid, winner, payment } = await anEvent(1);
    await cancel(eventId);
    while (!(await closeEventChunk(deps(), eventId)));
    expect(await story(world.models, unpaid)).toEqual(['OrderPlaced 1', 'OrderCancelled 2']);
    expect(await world.ticket(held)).toMatchObject({ status: 'withdrawn', version: 3 });
    expect(await world.ticket(won)).toMatchObject({ status: 'held', orderId: winner });
    await world.bus.deliver(aPaymentNews('captured', { ...payment, version: 2 }));
    expect(await world.ticket(won)).toMatchObject({ status: 'sold' });
    // Nobody looks at it again, so it asks for its money in the same breath.
    expect(await story(world.models, winner)).toEqual([
      ...['OrderPlaced 1', 'OrderPaymentAccepted 2', 'OrderCompleted 3', 'OrderRefundAsked 4'],
    ]);
  });

  it('a winner whose money failed gives its tickets back: closed, not on the market', async () => {
    const { eventId, won, payment } = await anEvent(1);
    await cancel(eventId);
    await world.bus.deliver(aPaymentNews('failed', { ...payment, version: 2 }));
    expect(await world.ticket(won)).toMatchObject({ status: 'withdrawn' });
  });

  it('a ticket listed while it is being closed is closed too', async () => {
    const { eventId } = await anEvent(1);
    const ticketIds = Array.from({ length: 10 }, () => newId<TicketId>());
    const listing = ticketIds.map((ticketId) => {
      const news = aTicketNews({ ticketId, eventId });
      // Ten at once collide; what was not taken is brought again, as the bus would.
      return until(async () => (await world.bus.deliver(news))[0]?.kind === 'ack');
    });
    const closing = cancel(eventId).then(async () => {
      while (!(await closeEventChunk(deps(), eventId)));
    });
    await Promise.all([...listing, closing]);
    for (const id of ticketIds)
      expect(await world.ticket(id)).toMatchObject({ status: 'withdrawn' });
  });

  it('two jobs at once close every cancelled Event, each ticket once', async () => {
    const events = [await anEvent(120), await anEvent(5)];
    for (const { eventId } of events) await cancel(eventId);
    const jobs = [1, 2].map(() =>
      createCloseEventsJob({ ...deps(), clock: systemClock, logger: aSilentLogger() }),
    );
    for (const job of jobs) await job.start();
    await until(async () => (await world.repositories.events.findUnclosed()) === null, {
      timeoutMs: 10_000,
    });
    for (const job of jobs) await job.stop();
    const counts = await Promise.all(events.map(({ eventId }) => withdrawn(eventId)));
    expect(counts).toEqual([121, 6]);
  });

  it('what a buyer was shown as expired does not become cancelled', async () => {
    const { eventId, unpaid } = await anEvent(0);
    const past = new Date(Date.now() - 1000);
    await world.models.orders.updateOne({ _id: unpaid }, { expiresAt: past });
    await cancel(eventId);
    while (!(await closeEventChunk(deps(), eventId)));
    expect(await world.models.orders.findById(unpaid).lean()).toMatchObject({ status: 'expired' });
  });

  it('giving a won ticket back collides with the cancellation: nothing is for sale afterwards', async () => {
    const { eventId, won, payment } = await anEvent(0);
    const before = await world.models.events.findById(eventId).lean();
    await world.bus.deliver(aPaymentNews('failed', { ...payment, version: 2 }));
    const after = await world.models.events.findById(eventId).lean();
    expect(after?.touches).toBe((before?.touches ?? 0) + 1);
    expect(await world.ticket(won)).toMatchObject({ status: 'available' });
  });

  it('a commit without an answer does not leave an Event open: the next try finds what is left', async () => {
    const { eventId } = await anEvent(3);
    await cancel(eventId);
    let unanswered = 1;
    const database: typeof world.database = {
      ...world.database,
      async transact(...work) {
        const written = await world.database.transact(...work);
        if (unanswered-- > 0) throw new Problem('outcome_unknown', 'the answer was lost');
        return written;
      },
    };
    const log = { clock: systemClock, logger: aSilentLogger() };
    const job = createCloseEventsJob({ ...deps(), database, ...log });
    await job.start();
    await until(async () => (await withdrawn(eventId)) === 4);
    await job.stop();
  });

  it('one Event that cannot be closed does not keep others open', async () => {
    const broken = await anEvent(0);
    await world.models.inventory.updateOne({ _id: broken.held }, { orderId: newId() });
    await cancel(broken.eventId);
    const sound = await anEvent(3);
    await cancel(sound.eventId);
    const log = { clock: systemClock, logger: aSilentLogger() };
    const job = createCloseEventsJob({ ...deps(), ...log });
    await job.start();
    await until(async () => (await withdrawn(sound.eventId)) === 4);
    await job.stop();
  });
});
