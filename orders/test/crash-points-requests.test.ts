import type { OrderId, TicketId } from '@marquee/common/ids';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import type { TestAgent } from '@marquee/common/testing/http';
import { expectSoundOutbox, story } from './announced.js';
import { at, pointsOf, startDoomed, startOrdersProcess } from './crash.js';
import { placeNamed } from './place.js';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

/** A request of a buyer, repeated as a browser does, and what must be so after its answer. */
interface Request {
  readonly buyer: CurrentUser;
  send(agent: TestAgent): Promise<{ readonly status: number }>;
  check(): Promise<void>;
}

async function aPlacedOrder(): Promise<Request & { readonly ticketId: TicketId }> {
  const [ticketId] = (await world.onSale(await world.anEvent(), [{}])) as [TicketId];
  const buyer = aUser();
  const key = ticketId;
  return {
    ticketId,
    buyer,
    send: (agent) => placeNamed(agent, [ticketId], { key }),
    async check() {
      const orders = await world.models.orders.find({ buyerId: buyer.id }).lean();
      expect(orders).toHaveLength(1);
      const orderId = orders[0]?._id as OrderId;
      expect(await world.ticket(ticketId)).toMatchObject({ status: 'held', orderId, version: 2 });
      expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1']);
      expect(await story(world.models, ticketId)).toEqual(['TicketHeld 2']);
    },
  };
}

async function aCancelledOrder(): Promise<Request> {
  const { buyer, ticketId, send } = await aPlacedOrder();
  await send(world.serve().agent(buyer));
  const orderId = (await world.models.orders.findOne({ buyerId: buyer.id }).lean())?._id as OrderId;
  return {
    buyer,
    send: (agent) => agent.delete(`/api/orders/${orderId}`),
    async check() {
      expect(await story(world.models, orderId)).toEqual(['OrderPlaced 1', 'OrderCancelled 2']);
      expect(await world.ticket(ticketId)).toMatchObject({ status: 'available', version: 3 });
      expect(await story(world.models, ticketId)).toEqual(['TicketHeld 2', 'TicketReleased 3']);
    },
  };
}

const requests = [
  ['place an order', 'round.', aPlacedOrder, 201],
  ['cancel an order', 'cancel.', aCancelledOrder, 200],
] as const;

test.each(requests)(
  'killed at any await of "%s": the buyer repeats it elsewhere, and it happened once',
  async (_name, prefix, prepare, status) => {
    const recorded = await prepare();
    const points = await pointsOf(world, [], prefix, async (living) => {
      expect((await recorded.send(living.agent(recorded.buyer))).status).toBe(status);
    });
    await recorded.check();
    expect(points.length).toBeGreaterThanOrEqual(4);
    for (const point of points) {
      await at(point, async () => {
        const request = await prepare();
        const doomed = await startDoomed(world, [], point);
        const lost = request.send(doomed.agent(request.buyer)).catch(() => undefined);
        await doomed.death;
        const survivor = await startOrdersProcess(world, []);
        const answer = await request.send(survivor.agent(request.buyer));
        expect(answer.status).toBe(status);
        await request.check();
        await survivor.stop();
        doomed.release();
        await lost;
        await request.check();
      });
    }
  },
  30_000,
);
