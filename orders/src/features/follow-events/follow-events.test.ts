import { type EventId, newId, type UserId } from '@marquee/common/ids';
import { expectAnswer } from '../../../test/answers.js';
import { anEventNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(() => world.close());

async function known(eventId: EventId) {
  return world.models.events.findById(eventId).lean();
}

describe('orders follows Events', () => {
  it('keeps what it must know to sell: whose it is, when it starts, and whether it takes place', async () => {
    const eventId = newId<EventId>();
    const startsAt = '2098-05-01T19:00:00.000Z';
    const organiserId = newId<UserId>();
    await world.bus.deliver(anEventNews({ eventId, organiserId, startsAt }));
    expect(await known(eventId)).toEqual({
      ...{ _id: eventId, organiserId, startsAt: new Date(startsAt), status: 'scheduled' },
    });
  });

  it('the newest version stands, in whatever order and however often they come', async () => {
    const eventId = newId<EventId>();
    const first = anEventNews({ eventId, startsAt: '2098-01-01T00:00:00.000Z' }, 1);
    const second = anEventNews({ eventId, startsAt: '2098-02-02T00:00:00.000Z' }, 2);
    const third = anEventNews({ eventId, status: 'cancelled' }, 3);
    for (const news of [second, first, third, second, third])
      expect(await world.bus.deliver(news)).toEqual([{ kind: 'ack' }]);
    expect(await known(eventId)).toMatchObject({ status: 'cancelled' });
  });

  it('from the moment it hears of a cancellation, nothing of the Event is sold', async () => {
    const eventId = await world.anEvent();
    const ticketIds = await world.onSale(eventId, [{}]);
    await world.bus.deliver(anEventNews({ eventId, status: 'cancelled' }, 2));
    const res = await placeNamed(world.serve().aBuyer(), ticketIds);
    expectAnswer(res, 409, 'event_cancelled');
  });
});
