import { newId } from '@marquee/common/ids';
import type { Journey } from './journey.js';
import { type MarketEvent, newRow } from './market.js';

const seatsPerRow = 5;

/** A new row; its seats are on sale a moment later. */
export const listTickets: Journey = async ({ asking, market, memory, random }) => {
  const event = random.pick(market.events);
  const { seller } = event;
  const price = market.newPrice();
  const body = newRow(event, seatsPerRow, price);
  const request = { method: 'POST', path: '/api/tickets', key: newId(), body } as const;
  const outcome = await asking.ask('POST /api/tickets', { ...request, cookie: seller.cookie });
  const items = outcome.answer?.body.items ?? [];
  memory.noteWrite(`listing row ${body.row} of ${event.id}`, outcome, (view) =>
    outcome.answer !== null && outcome.answer.status < 300
      ? items.length === seatsPerRow && items.every(({ id }) => view.hasEvent(id, 'TicketListed'))
      : view.isRowListed(event.id, body.row),
  );
  event.tickets.push(...items.map(({ id }) => ({ id, seller, price })));
};

export const askAnotherPrice: Journey = async ({ asking, market, memory, random }) => {
  const ticket = pickTicket(random.pick(market.events), random.next());
  if (ticket === undefined) return;
  const price = market.newPrice();
  const path = `/api/tickets/${ticket.id}`;
  const request = { method: 'PATCH', path, key: newId(), body: { price } } as const;
  const { cookie } = ticket.seller;
  const outcome = await asking.ask('PATCH /api/tickets/:id', { ...request, cookie });
  memory.noteWrite(`asking ${price.amount} for ${ticket.id}`, outcome, (view) =>
    view.isPriceAsked(ticket.id, price.amount),
  );
  if (outcome.answer?.status === 200) ticket.price = price;
};

export const withdrawTicket: Journey = async ({ asking, market, memory, random }) => {
  const event = random.pick(market.events);
  const ticket = pickTicket(event, random.next());
  if (ticket === undefined) return;
  event.tickets.splice(event.tickets.indexOf(ticket), 1);
  const { cookie } = ticket.seller;
  const request = { method: 'DELETE', path: `/api/tickets/${ticket.id}`, cookie } as const;
  const outcome = await asking.ask('DELETE /api/tickets/:id', { ...request, key: newId() });
  // A ticket whose money an operator gave back is off the market before its seller asks.
  const isOffAlready = outcome.answer?.body.ticket?.status === 'withdrawn';
  memory.noteWrite(`withdrawing ${ticket.id}`, outcome, (view) =>
    view.hasEvent(ticket.id, isOffAlready ? 'TicketClosed' : 'WithdrawalAsked'),
  );
};

function pickTicket(event: MarketEvent, dice: number) {
  return event.tickets[Math.floor(dice * event.tickets.length)];
}
