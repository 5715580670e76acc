import { withdrawalAsked } from '@marquee/common/contracts/ticket';
import type { TicketId, UserId } from '@marquee/common/ids';
import { ticketDraft } from '../../data/announce.js';
import type { Catalogue } from '../../data/catalogue.js';
import type { Ticket } from '../../domain/ticket.js';
import { assertNotSold, assertSeller } from '../../domain/ticket-asserts.js';

/** Asks for a Ticket back; inventory decides. Asking again changes nothing. */
export async function withdrawTicket(
  { database, tickets, outbox }: Catalogue,
  userId: UserId,
  ticketId: TicketId,
): Promise<Ticket> {
  return database.transact(async (session) => {
    const before = await tickets.get(ticketId, session);
    assertSeller(before, userId);
    assertNotSold(before);
    if (before.withdrawalAsked || before.inventory.status === 'withdrawn') return before;
    const ticket: Ticket = { ...before, withdrawalAsked: true, version: before.version + 1 };
    await tickets.ask(session, ticket, before.version);
    await outbox.add(session, [ticketDraft(withdrawalAsked, ticket)]);
    return ticket;
  });
}
