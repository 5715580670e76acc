import { priceAsked } from '@marquee/common/contracts/ticket';
import type { TicketId, UserId } from '@marquee/common/ids';
import { type Money, sameMoney } from '@marquee/common/money';
import { ticketDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import { assertPriceAskable } from '../../domain/asking-price.js';
import { assertOnSale } from '../../domain/event-asserts.js';
import type { Ticket } from '../../domain/ticket.js';
import { assertNotSold, assertNotWithdrawn, assertSeller } from '../../domain/ticket-asserts.js';
import { sellerViewOf } from '../../domain/ticket-view.js';

/** Asks another price for a Ticket; inventory applies it at once, or when the hold ends. */
export async function askPrice(
  { database, clock, events, tickets, outbox }: Catalogue,
  userId: UserId,
  ticketId: TicketId,
  price: Money,
): Promise<Ticket> {
  return database.transact(async (session) => {
    const before = await tickets.get(ticketId, session);
    assertSeller(before, userId);
    assertNotSold(before);
    const event = await events.get(before.eventId, session);
    assertOnSale(event, clock.now(), sellerViewOf(before));
    assertNotWithdrawn(before);
    assertPriceAskable(before.askingPrice, price);
    if (sameMoney(before.askingPrice, price)) return before;
    const ticket: Ticket = { ...before, askingPrice: price, version: before.version + 1 };
    await tickets.ask(session, ticket, before.version);
    await outbox.add(session, [ticketDraft(priceAsked, ticket)]);
    return ticket;
  });
}
