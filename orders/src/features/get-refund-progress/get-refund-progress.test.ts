import { type EventId, newId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { expectAnswer } from '../../../test/answers.js';
import { anEventNews } from '../../../test/domain-events.js';
import { aRefund, soldOrders } from '../../../test/sales.js';
import { openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(() => world.close());

async function anEvent() {
  const organiser = aUser();
  const eventId = newId<EventId>();
  await world.bus.deliver(anEventNews({ eventId, organiserId: organiser.id }));
  const { agent, aBuyer } = world.serve();
  const path = `/api/orders/refund-progress?eventId=${eventId}`;
  return { eventId, path, organiser: agent(organiser), stranger: aBuyer(), nobody: agent() };
}

const cancelled = { reason: 'event_cancelled' } as const;

describe('GET /api/orders/refund-progress', () => {
  it('200: counts orders by their newest refund for the cancellation', async () => {
    const { eventId, path, organiser } = await anEvent();
    const failed = () => aRefund({ ...cancelled, status: 'failed' });
    await soldOrders(world, eventId, [
      { refunds: [aRefund(cancelled)] },
      { refunds: [aRefund({ ...cancelled, status: 'succeeded' })], status: 'refunded' },
      { refunds: [failed()] },
      { refunds: [failed(), aRefund(cancelled)] },
      { refunds: [failed(), aRefund({ ...cancelled, status: 'succeeded' })], status: 'refunded' },
      { refunds: [aRefund()] },
      {},
    ]);
    const res = await organiser.get(path);
    expectAnswer(res, 200);
    const refundProgress = { eventId, orders: 5, refunded: 2, failed: 1 };
    expect(res.body).toEqual({ refundProgress });
  });

  it('200: nothing to count while the Event takes place', async () => {
    const { eventId, path, organiser } = await anEvent();
    await soldOrders(world, eventId, [{}]);
    const res = await organiser.get(path);
    expectAnswer(res, 200);
    const refundProgress = { eventId, orders: 0, refunded: 0, failed: 0 };
    expect(res.body).toEqual({ refundProgress });
  });

  it("404: another's Event is as unknown as one that never was", async () => {
    const { path, stranger } = await anEvent();
    const foreign = await stranger.get(path);
    const unknown = await stranger.get(`/api/orders/refund-progress?eventId=${newId()}`);
    expectAnswer(foreign, 404, 'not_found');
    expectAnswer(unknown, 404, 'not_found');
    expect(foreign.body).toEqual(unknown.body);
  });

  it('400 and 401: no Event, a malformed one, something else, and nobody', async () => {
    const { path, organiser, nobody } = await anEvent();
    for (const wrong of ['', '?eventId=mine', '?eventId=1&eventId=2'])
      expectAnswer(
        await organiser.get(`/api/orders/refund-progress${wrong}`),
        400,
        'invalid_request',
      );
    expectAnswer(await organiser.get(`${path}&status=failed`), 400, 'invalid_request');
    expectAnswer(await nobody.get(path), 401, 'not_signed_in');
  });
});
