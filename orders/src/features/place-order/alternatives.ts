import type { Clock } from '@marquee/common/clock';
import type { EventId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { InventoryRepository } from '../../data/inventory.repository.js';
import type { Inventory } from '../../domain/inventory.js';
import type { PlaceRequest } from '../../domain/request.js';
import { type TicketView, viewTicket } from '../../views/ticket-view.js';

const alternativesMax = 6;
/** In a race thousands lose the same ticket: they may share one answer for this long. */
const sharedForMs = 250;
/** More than anybody is shown, so that the buyer's own tickets can be left out. */
const readMax = alternativesMax * 4;

/** Finds free tickets of the same Event at a similar price for whoever lost a race. */
export function createAlternatives(deps: {
  readonly inventory: InventoryRepository;
  readonly clock: Clock;
}) {
  const shared = new Map<string, { untilMs: number; tickets: Promise<Inventory[]> }>();

  function near(eventId: EventId, price: Money): Promise<Inventory[]> {
    const nowMs = deps.clock.now().getTime();
    for (const [key, entry] of shared) if (entry.untilMs <= nowMs) shared.delete(key);
    const key = `${eventId}:${price.currency}:${price.amount}`;
    const known = shared.get(key);
    if (known !== undefined) return known.tickets;
    const tickets = deps.inventory.listNearPrice(eventId, price, readMax);
    shared.set(key, { untilMs: nowMs + sharedForMs, tickets });
    return tickets;
  }

  return {
    /** Up to six free tickets of the Event that the request lost, nearest in price first. */
    async find(request: PlaceRequest, eventId: EventId): Promise<TicketView[]> {
      const price = pricePerTicket(request);
      const tickets = await near(eventId, price);
      return nearest(tickets, price, request.buyerId).map(viewTicket);
    },
  };
}
export type Alternatives = ReturnType<typeof createAlternatives>;

function pricePerTicket({ wanted }: PlaceRequest): Money {
  const [total, count] =
    wanted.kind === 'named'
      ? [wanted.expectedTotal, wanted.ticketIds.length]
      : [wanted.maxTotal, wanted.quantity];
  return { amount: Math.round(total.amount / count), currency: total.currency };
}

function nearest(tickets: readonly Inventory[], price: Money, buyerId: UserId): Inventory[] {
  const distance = (ticket: Inventory) => Math.abs(ticket.price.amount - price.amount);
  return tickets
    .filter((ticket) => ticket.sellerId !== buyerId)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, alternativesMax);
}
