import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { UserState } from '@marquee/common/contracts/user';
import { canonical } from './canonical.js';
import type { Copy } from './copies.js';
import type { Ledger, Violations } from './ledger.js';

type Row = Copy['facts'];

/** I7: every copy of an Event, an order and a user says what its owner says. */
export function copiesEqual({ events, orders, outbox, copies }: Ledger): Violations {
  const ownEvents = new Map(events.map(({ id, ...event }) => [id, event as Row]));
  const ownOrders = new Map(
    orders.map(({ id, buyerId, eventId, total, status }) => [
      id,
      { buyerId, eventId, total, status },
    ]),
  );
  return [
    ...equal('orders: Event', ownEvents, copies.eventsAtOrders),
    ...equal('payments: Event', ownEvents, copies.eventsAtPayments),
    ...equal('notifications: Event', ownEvents, copies.eventsAtNotifications),
    ...equal('notifications: order', ownOrders, copies.ordersAtNotifications),
    ...equal('notifications: user', usersOf(outbox), copies.usersAtNotifications),
  ];
}

/** Auth keeps a hash and no version: what it said last is what it has. */
function usersOf(outbox: Ledger['outbox']): ReadonlyMap<string, Row> {
  const newest = new Map<string, DomainEvent>();
  for (const { event } of outbox) {
    if (event.aggregateType !== 'user') continue;
    const known = newest.get(event.aggregateId)?.aggregateVersion ?? 0;
    if (event.aggregateVersion > known) newest.set(event.aggregateId, event);
  }
  return new Map(
    [...newest].map(([id, { data }]) => {
      const { email, name } = data as UserState;
      return [id, { email, name }];
    }),
  );
}

function equal(what: string, owned: ReadonlyMap<string, Row>, copies: readonly Copy[]): string[] {
  const known = new Map(copies.map(({ id, facts }) => [id, facts]));
  return [...owned].flatMap(([id, truth]) => {
    const facts = known.get(id);
    if (facts === undefined) return [`I7: ${what} ${id} was never heard of`];
    const [believed, is] = [canonical(facts), canonical(pick(truth, Object.keys(facts)))];
    return believed === is ? [] : [`I7: ${what} ${id} is believed ${believed} and is ${is}`];
  });
}

const pick = (row: Row, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, row[field]]));
