import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Ledger, LedgerInventory, LedgerOrder, Violations } from '../../ledger/ledger.js';
import type { AccountWatcher } from './account-watcher.js';
import type { MarketWatcher } from './market-watcher.js';
import type { Watcher } from './watcher.js';

/** A seat as orders has it, and whose Event's it is. */
export interface InventorySeat extends Pick<LedgerInventory, 'ticketId' | 'status' | 'version'> {
  readonly eventId: string;
  readonly price: { readonly amount: number };
}

type Seen = Pick<MarketWatcher, 'name' | 'eventId' | 'picture'>;

/** Where a page at rest is not what orders says: a seat that is missing, old, or gone. */
export function staleSeats(watcher: Seen, inventory: readonly InventorySeat[]): Violations {
  const shown = new Map(watcher.picture.seats());
  const says = (what: string) => `Live: ${watcher.name} ${what}`;
  const lines = inventory
    .filter(({ eventId }) => eventId === watcher.eventId)
    .flatMap(({ ticketId, status, version, price }) => {
      const seat = shown.get(ticketId);
      shown.delete(ticketId);
      const truth = status === 'withdrawn' ? null : `${status} ${price.amount} v${version}`;
      const picture = seat ? `${seat.status} ${seat.price.amount} v${seat.version}` : null;
      return truth === picture ? [] : [says(`shows ${ticketId} as ${picture}, it is ${truth}`)];
    });
  return [...lines, ...[...shown.keys()].map((id) => says(`shows ${id}, which nobody has`))];
}

/** Whether a page lacks something that was so when `inventory` was read; more it may know. */
export function isBehind(watcher: Seen, inventory: readonly InventorySeat[]): boolean {
  const shown = watcher.picture.seats();
  return inventory
    .filter(({ eventId }) => eventId === watcher.eventId)
    .some(({ ticketId, status, version }) => {
      const isKnown = (watcher.picture.versionOf(ticketId) ?? 0) >= version;
      return status === 'withdrawn' ? !isKnown && shown.has(ticketId) : !isKnown;
    });
}

/** Where a buyer's list at rest is not what orders says. */
export function staleOrders(
  { name, personId, orders }: Pick<AccountWatcher, 'name' | 'personId' | 'orders'>,
  ledger: { readonly orders: readonly Pick<LedgerOrder, 'id' | 'buyerId' | 'version'>[] },
): Violations {
  return ledger.orders
    .filter(({ buyerId, id, version }) => buyerId === personId && orders.get(id) !== version)
    .map(({ id, version }) => {
      return `Live: ${name} knows order ${id} at version ${orders.get(id) ?? 'none'}, it is ${version}`;
    });
}

/** What somebody heard of that is not theirs, by what was committed about it. */
export function foreignObjects(
  { name, personId, heardOf }: Pick<AccountWatcher, 'name' | 'personId' | 'heardOf'>,
  { outbox }: Pick<Ledger, 'outbox'>,
): Violations {
  const owners = new Map(outbox.map(({ event }) => [keyOf(event), ownerOf(event)]));
  return [...heardOf]
    .filter((key) => owners.get(key) !== personId)
    .map((key) => `Live: ${name} heard of ${key}, which is ${owners.get(key) ?? 'nobody'}'s`);
}

const keyOf = ({ aggregateType, aggregateId }: DomainEvent) => `${aggregateType}:${aggregateId}`;

function ownerOf({ data }: DomainEvent): string | undefined {
  const { buyerId, organiserId } = data as { buyerId?: string; organiserId?: string };
  return buyerId ?? organiserId;
}

/** Words that were said and may not be. */
export function misheardWords({ name, misheard }: Pick<Watcher, 'name' | 'misheard'>): Violations {
  return misheard.map((what) => `Live: ${name}: ${what}`);
}

/** Of pages that heard nothing nothing is shown. */
export function silence(what: string, watchers: readonly Pick<Watcher, 'counts'>[]): Violations {
  const heard = watchers.some(({ counts }) => counts.messages > 0);
  return heard ? [] : [`Live: no ${what} heard anything`];
}
