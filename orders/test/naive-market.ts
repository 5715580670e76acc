import type { OrderId, TicketId } from '@marquee/common/ids';
import type { Inventory } from '../src/domain/inventory.js';
import type { PlaceRequest } from '../src/domain/request.js';
import type { RoundState } from '../src/domain/round-state.js';

/**
 * The slowest way to be right: one request after another over plain rows, written without looking
 * at `allot`. Answers who owns each ticket after the round and which requests won.
 */
export function naiveMarket(state: RoundState, requests: readonly PlaceRequest[]) {
  const rows = new Map([...state.tickets].map(([id, ticket]) => [id as string, { ...ticket }]));
  const owner = new Map<string, string | null>();
  for (const [id, row] of rows) {
    const owned = row.status === 'held' || row.status === 'sold';
    owner.set(id, owned ? row.orderId : null);
  }
  const expired = new Set<OrderId>();
  const held = new Map<string, number>(state.heldByBuyer);
  const keys = new Map<string, string>();
  for (const [id, { idempotency }] of state.remembered) keys.set(id, idempotency.fingerprint);
  const won: OrderId[] = [];

  const canBeHad = (row: Inventory) =>
    (row.status === 'available' && owner.get(row.ticketId) === null) ||
    (row.status === 'held' &&
      owner.get(row.ticketId) === row.orderId &&
      row.holdEndsAt !== null &&
      row.holdEndsAt.getTime() <= state.now.getTime() &&
      state.endedOrders.has(row.orderId) &&
      !row.withdrawalAsked);
  const priceOf = (row: Inventory) => (row.status === 'held' ? row.askingPrice : row.price);
  const freed = (orderId: OrderId) => {
    expired.add(orderId);
    for (const row of rows.values()) {
      if (!('orderId' in row) || row.orderId !== orderId) continue;
      const status = row.withdrawalAsked ? 'withdrawn' : 'available';
      rows.set(row.ticketId, { ...row, status, price: row.askingPrice });
      owner.set(row.ticketId, null);
    }
  };

  for (const request of requests) {
    const { wanted, buyerId, orderId, idempotency } = request;
    const keyId = idempotency === null ? null : `${buyerId}:${idempotency.key}`;
    if (keyId !== null && keys.has(keyId)) continue;
    if (wanted.kind !== 'named') throw new Error('The naive market sells named tickets only');
    const found = wanted.ticketIds.map((id: TicketId) => rows.get(id));
    if (found.some((row) => row === undefined)) continue;
    const tickets = found as Inventory[];
    const event = state.events.get(tickets[0]?.eventId as never);
    const sellable =
      event?.status === 'scheduled' &&
      event.startsAt > state.now &&
      tickets.every(
        (row) =>
          row.eventId === event.eventId &&
          row.price.currency === tickets[0]?.price.currency &&
          row.sellerId !== buyerId &&
          canBeHad(row),
      );
    if (!sellable) continue;
    const total = tickets.reduce((sum, row) => sum + priceOf(row).amount, 0);
    if (total !== wanted.expectedTotal.amount) continue;
    if ((held.get(buyerId) ?? 0) + tickets.length > 20) continue;
    for (const row of tickets) if (row.status === 'held') freed(row.orderId);
    for (const row of tickets) owner.set(row.ticketId, orderId);
    held.set(buyerId, (held.get(buyerId) ?? 0) + tickets.length);
    if (keyId !== null) keys.set(keyId, idempotency?.fingerprint ?? '');
    won.push(orderId);
  }
  return { won, owner, expired };
}
