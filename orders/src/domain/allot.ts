import { Problem } from '@marquee/common/errors';
import { sameMoney, sumMoney } from '@marquee/common/money';
import { chooseTickets } from './choose-tickets.js';
import type { AvailableTicket } from './inventory.js';
import { orderTotalMax, ticketsHeldPerBuyerMax } from './limits.js';
import type { Order } from './order.js';
import type { InventoryChange, Transition } from './order-in-hand.js';
import { type Decision, idempotencyId, type PlaceRequest } from './request.js';
import { RoundBook } from './round-book.js';
import type { RoundState } from './round-state.js';

/** What a round writes, and what each of its requests is answered, in arrival order. */
export interface Allotment {
  readonly decisions: readonly Decision[];
  readonly placed: readonly { readonly order: Order; readonly request: PlaceRequest }[];
  /** Old orders whose ended holds were taken over. Their tickets' changes are in `tickets`. */
  readonly expired: readonly Transition[];
  readonly tickets: readonly InventoryChange[];
}

/**
 * Decides a round: requests in arrival order, all tickets of an order or none, and for every loser
 * why. Pure: the same state, requests and hold give the same allotment.
 */
export function allot(
  state: RoundState,
  requests: readonly PlaceRequest[],
  holdSeconds: number,
): Allotment {
  const book = new RoundBook(state);
  const expiresAt = new Date(state.now.getTime() + holdSeconds * 1000);
  const decisions = requests.map((request) => decide(book, request, expiresAt));
  return { decisions, ...book.close() };
}

function decide(book: RoundBook, request: PlaceRequest, expiresAt: Date): Decision {
  const replay = replayOf(book, request);
  if (replay !== null) return replay;
  const choice = chooseTickets(book, request);
  if (choice.kind !== 'chosen') return choice;
  const refusal = refusalOf(book, request, choice.tickets);
  if (refusal !== null) return refusal;
  const order = book.place(request, choice.tickets, expiresAt);
  return { kind: 'placed', order, now: book.now };
}

function replayOf(book: RoundBook, request: PlaceRequest): Decision | null {
  if (request.idempotency === null) return null;
  const { key, fingerprint } = request.idempotency;
  const remembered = book.remembered(idempotencyId(request.buyerId, key));
  if (remembered === undefined) return null;
  if (remembered.idempotency.fingerprint === fingerprint)
    return { kind: 'replayed', order: remembered.order, now: book.now };
  const detail = 'This Idempotency-Key was used for another order. Send a new key.';
  return { kind: 'refused', problem: new Problem('idempotency_mismatch', detail) };
}

function refusalOf(
  book: RoundBook,
  request: PlaceRequest,
  tickets: readonly AvailableTicket[],
): Decision | null {
  if (book.held(request.buyerId) + tickets.length > ticketsHeldPerBuyerMax) {
    const detail = `You can hold ${ticketsHeldPerBuyerMax} tickets at a time. Pay for some or let them go.`;
    return { kind: 'refused', problem: new Problem('hold_limit', detail) };
  }
  const total = sumMoney(tickets.map((ticket) => ticket.price));
  const { wanted } = request;
  if (total.amount > orderTotalMax) {
    const field = wanted.kind === 'named' ? 'ticketIds' : 'quantity';
    const message = 'The total is more than a card can be charged at once. Take fewer tickets.';
    const problem = new Problem('unacceptable', message, { errors: [{ field, message }] });
    return { kind: 'refused', problem };
  }
  const agreed =
    wanted.kind === 'named'
      ? sameMoney(total, wanted.expectedTotal)
      : total.amount <= wanted.maxTotal.amount;
  return agreed ? null : { kind: 'repriced', total, tickets };
}
