import { newId, type TicketId } from '@marquee/common/ids';
import { expectAnswer } from '../../../test/answers.js';
import { anEventNews, aTicketNews } from '../../../test/domain-events.js';
import { placeBest, placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(() => world.close());

describe('POST /api/orders for what was made a moment ago', () => {
  it('waits for the ticket whose domain event is on its way', async () => {
    const eventId = await world.anEvent();
    const ticketId = newId<TicketId>();
    const placing = placeNamed(world.serve().aBuyer(), [ticketId]);
    const news = aTicketNews({ ticketId, eventId, askingPrice: euros(4300) });
    expect(await world.bus.deliver(news)).toEqual([{ kind: 'ack' }]);
    expectAnswer(await placing, 201);
  });

  it('waits for the Event, of which nothing is on sale yet', async () => {
    const news = anEventNews({});
    const placing = placeBest(world.serve().aBuyer(), news.aggregateId as never, 1);
    await world.bus.deliver(news);
    expectAnswer(await placing, 409, 'ticket_unavailable');
  });

  it('503 try_again when it does not come', async () => {
    const res = await placeNamed(world.serve().aBuyer(), [newId<TicketId>()]);
    expectAnswer(res, 503, 'try_again');
    expect(res.headers['retry-after']).toBe('1');
  });
});
