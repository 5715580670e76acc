import { type EventId, newId, type OrderId, type TicketId } from '@marquee/common/ids';
import { expectSoundOutbox, story } from '../../../test/announced.js';
import { anEventNews, aTicketNews } from '../../../test/domain-events.js';
import { placeNamed } from '../../../test/place.js';
import { euros, openWorld, type World } from '../../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.follow();
});
afterAll(async () => {
  await expectSoundOutbox(world.models);
  await world.close();
});

const ack = [{ kind: 'ack' }];

/** A Ticket listed through the bus; `wish` is its seller's next one. */
async function aListing(eventId?: EventId) {
  const about = {
    eventId: eventId ?? (await world.anEvent()),
    ticketId: newId<TicketId>(),
    askingPrice: euros(4300),
  };
  const first = aTicketNews(about);
  expect(await world.bus.deliver(first)).toEqual(ack);
  const wish = (changes: object, version = 2) =>
    world.bus.deliver(aTicketNews({ ...about, ...changes }, version));
  const now = () => world.ticket(about.ticketId);
  const told = () => story(world.models, about.ticketId);
  return { ...about, first, wish, now, told };
}

async function hold(ticketId: TicketId): Promise<{ orderId: OrderId; letGo(): Promise<unknown> }> {
  const buyer = world.serve().aBuyer();
  const { id } = (await placeNamed(buyer, [ticketId])).body.order;
  return { orderId: id, letGo: async () => buyer.delete(`/api/orders/${id}`) };
}

describe('a listed Ticket', () => {
  it('is on the market at its asking price, once, however often it is told', async () => {
    const { first, now, told } = await aListing();
    expect(await now()).toMatchObject({ status: 'available', price: euros(4300), version: 1 });
    expect(await world.bus.deliver(first)).toEqual(ack);
    expect(await told()).toEqual(['TicketOpened 1']);
  });

  it('is closed on arrival when its Event was cancelled', async () => {
    const { now, told } = await aListing(await world.anEvent({ status: 'cancelled' }));
    expect(await now()).toMatchObject({ status: 'withdrawn' });
    expect(await told()).toEqual(['TicketClosed 1']);
  });

  it('waits for its Event and is opened when that has come', async () => {
    const event = anEventNews({});
    const ticket = aTicketNews({ eventId: event.aggregateId as EventId });
    expect(await world.bus.deliver(ticket)).toEqual(ack);
    expect(await story(world.models, ticket.aggregateId)).toEqual([]);
    await world.bus.deliver(event);
    expect(await world.bus.deliver(ticket, 2)).toEqual(ack);
    expect(await story(world.models, ticket.aggregateId)).toEqual(['TicketOpened 1']);
  });

  it('that was withdrawn before orders heard of it is never on the market', async () => {
    const eventId = await world.anEvent();
    const news = aTicketNews({ eventId, withdrawalAsked: true }, 2);
    expect(await world.bus.deliver(news)).toEqual(ack);
    const late = aTicketNews({ eventId, ticketId: news.aggregateId as TicketId }, 1);
    expect(await world.bus.deliver(late)).toEqual(ack);
    expect(await story(world.models, news.aggregateId)).toEqual(['TicketClosed 1']);
  });
});

describe('a new asking price', () => {
  it('is applied to a free ticket at once', async () => {
    const { wish, now, told } = await aListing();
    await wish({ askingPrice: euros(5000) });
    expect(await now()).toMatchObject({ price: euros(5000), version: 2 });
    expect(await told()).toEqual(['TicketOpened 1', 'TicketRepriced 2']);
  });

  it('waits for the end of a hold, and the public hears nothing until then', async () => {
    const { ticketId, wish, now, told } = await aListing();
    const { letGo } = await hold(ticketId);
    await wish({ askingPrice: euros(5000) });
    expect(await now()).toMatchObject({ price: euros(4300), status: 'held', version: 2 });
    await letGo();
    expect(await now()).toMatchObject({ price: euros(5000), status: 'available', version: 3 });
    expect(await told()).toEqual(['TicketOpened 1', 'TicketHeld 2', 'TicketReleased 3']);
  });

  it('that is older than the one applied is ignored', async () => {
    const { wish, now } = await aListing();
    await wish({ askingPrice: euros(6000) }, 3);
    expect(await wish({ askingPrice: euros(5000) }, 2)).toEqual(ack);
    expect(await now()).toMatchObject({ price: euros(6000), version: 2 });
  });
});

describe('a withdrawal', () => {
  it('closes a free ticket at once, for good', async () => {
    const { wish, now, told } = await aListing();
    await wish({ withdrawalAsked: true });
    await wish({ withdrawalAsked: true, askingPrice: euros(1000) }, 3);
    expect(await now()).toMatchObject({ status: 'withdrawn', version: 2 });
    expect(await told()).toEqual(['TicketOpened 1', 'TicketClosed 2']);
  });

  it('waits for the end of a hold', async () => {
    const { ticketId, wish, now, told } = await aListing();
    const { letGo } = await hold(ticketId);
    await wish({ withdrawalAsked: true });
    expect(await now()).toMatchObject({ status: 'held', version: 2 });
    await letGo();
    expect(await told()).toEqual(['TicketOpened 1', 'TicketHeld 2', 'TicketClosed 3']);
  });

  it('of a sold ticket comes too late', async () => {
    const { ticketId, wish, now, told } = await aListing();
    await world.models.inventory.updateOne({ _id: ticketId }, { status: 'sold', orderId: newId() });
    expect(await wish({ withdrawalAsked: true })).toEqual(ack);
    expect(await now()).toMatchObject({ status: 'sold', version: 1 });
    expect(await told()).toEqual(['TicketOpened 1']);
  });
});
