import { systemClock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import { place } from './buy.js';
import type { Journey, Journeyer } from './journey.js';
import { eventBody, type MarketEvent, newRow } from './market.js';
import { payOrder } from './pay.js';

const seatCount = 3;
/** Some are paid by then, some are being paid, some are not yet placed. */
const calledOffAfterMsMax = 5_000;

/** An Event that is put on, and called off while people buy: all their money goes back. */
export const putOnAndCallOff: Journey = async (journeyer) => {
  const { asking, market, memory, random } = journeyer;
  const { seller } = random.pick(market.events);
  const { cookie } = seller;
  const body = eventBody(`Called off ${newId()}`);
  const request = { method: 'POST', path: '/api/events', cookie, body, key: newId() } as const;
  const published = await asking.ask('POST /api/events', request);
  const id = published.answer?.body.event?.id;
  if (id === undefined) return;
  memory.noteWrite(`publishing Event ${id}`, published, (view) =>
    view.hasEvent(id, 'EventPublished'),
  );
  const event: MarketEvent = { id, seller, tickets: [], rowsListed: 0 };
  const price = market.newPrice();
  const row = newRow(event, seatCount, price);
  const listing = { method: 'POST', path: '/api/tickets', cookie, body: row } as const;
  const listed = await asking.ask('POST /api/tickets', { ...listing, key: newId() });
  const sold = (listed.answer?.body.items ?? []).slice(0, random.between(0, seatCount));
  const bought = Promise.all(sold.map((ticket) => buy(journeyer, ticket.id, price)));
  await systemClock.sleep(random.between(0, calledOffAfterMsMax));
  const cancelled = await asking.ask('POST /api/events/:id/cancel', {
    ...{ method: 'POST', path: `/api/events/${id}/cancel`, cookie, key: newId() },
  });
  memory.noteWrite(`cancelling Event ${id}`, cancelled, (view) =>
    view.hasEvent(id, 'EventCancelled'),
  );
  await bought;
};

async function buy(journeyer: Journeyer, ticketId: string, price: Money): Promise<void> {
  const buyer = journeyer.random.pick(journeyer.market.buyers);
  const body = { ticketIds: [ticketId], expectedTotal: price };
  const { answer } = await place(journeyer, buyer, body);
  const order = answer?.body.order;
  if (order !== undefined) await payOrder(journeyer, buyer, order);
}
