import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { newId, type PaymentId, type TicketId } from '@marquee/common/ids';
import { expectSoundOutbox, story } from './announced.js';
import { at, type OrdersProcess, pointsOf, startDoomed, startOrdersProcess } from './crash.js';
import { anEventNews, aPaymentNews, aTicketNews } from './domain-events.js';
import { placeNamed } from './place.js';
import { euros, openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

/** News from another service, and how it must look when it was applied once. */
interface News {
  readonly event: DomainEvent;
  check(): Promise<void>;
}

async function anAuthorisedPayment(): Promise<News> {
  const [ticketId] = (await world.onSale(await world.anEvent(), [{}])) as [TicketId];
  const orderId = (await placeNamed(world.serve().aBuyer(), [ticketId])).body.order.id;
  const paymentId = newId<PaymentId>();
  return {
    event: aPaymentNews('authorised', { orderId, paymentId, amount: euros(4300) }),
    async check() {
      const order = await world.models.orders.findById(orderId).lean();
      expect(order).toMatchObject({ status: 'paying', paymentId, version: 2 });
      const told = await story(world.models, orderId);
      expect(told).toEqual(['OrderPlaced 1', 'OrderPaymentAccepted 2']);
      const held = { status: 'held', orderId, holdEndsAt: null };
      expect(await world.ticket(ticketId)).toMatchObject(held);
    },
  };
}

async function aListedTicket(): Promise<News> {
  const event = aTicketNews({ eventId: await world.anEvent() });
  return {
    event,
    async check() {
      expect(await story(world.models, event.aggregateId)).toEqual(['TicketOpened 1']);
      const ticket = await world.ticket(event.aggregateId as TicketId);
      expect(ticket).toMatchObject({ status: 'available', version: 1 });
    },
  };
}

async function anEventOnSale(): Promise<News> {
  const event = anEventNews({});
  return {
    event,
    async check() {
      const found = await world.models.events.findById(event.aggregateId).lean();
      expect(found).toMatchObject({ status: 'scheduled' });
    },
  };
}

const consumers = [
  ['orders.payment', anAuthorisedPayment],
  ['orders.ticket', aListedTicket],
  ['orders.event', anEventOnSale],
] as const;

const ack = [{ kind: 'ack' }];

test.each(consumers)(
  '%s, killed before or after any await: brought again, the news has its effect once',
  async (consumer, prepare) => {
    const known = await prepare();
    const points = await ofTheDelivery(consumer, ({ bus }) => bus.deliver(known.event));
    await known.check();
    expect(points).toHaveLength(8);
    // A delivery that is brought again passes more: its start is recorded before it is tried.
    const again = await prepare();
    const later = await ofTheDelivery(consumer, ({ bus }) => bus.deliver(again.event, 2));
    expect(later.length).toBeGreaterThan(points.length);
    const attempts = [...points.map((point) => [point, 1] as const), ...onlyLater(later, points)];
    for (const [point, attempt] of attempts) {
      await at(point, async () => {
        const news = await prepare();
        const doomed = await startDoomed(world, [consumer], point);
        doomed.bus.deliver(news.event, attempt).catch(() => undefined);
        await doomed.death;
        const survivor = await startOrdersProcess(world, [consumer]);
        expect(await survivor.bus.deliver(news.event, attempt + 1)).toEqual(ack);
        await news.check();
        expect(await survivor.bus.deliver(news.event, attempt + 2)).toEqual(ack);
        await news.check();
        await survivor.stop();
      });
    }
  },
  30_000,
);

/** Beside it the consumer looks for what waits, whenever its time has come: its own tests kill it there. */
async function ofTheDelivery(consumer: string, work: (process: OrdersProcess) => Promise<unknown>) {
  const points = await pointsOf(world, [consumer], `:${consumer}.`, work);
  return points.filter((point) => !point.endsWith(`${consumer}.claim`));
}

function onlyLater(later: readonly string[], points: readonly string[]) {
  return later.filter((point) => !points.includes(point)).map((point) => [point, 2] as const);
}
