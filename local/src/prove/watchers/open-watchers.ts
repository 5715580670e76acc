import type { Database } from '@marquee/common/mongo';
import type { Ledger, Violations } from '../../ledger/ledger.js';
import type { Market } from '../load/market.js';
import type { Tally } from '../load/tally.js';
import { tryWithin, waitFor } from '../waiting.js';
import { watchAccount } from './account-watcher.js';
import {
  foreignObjects,
  type InventorySeat,
  isBehind,
  misheardWords,
  staleOrders,
  staleSeats,
} from './live-checks.js';
import { watchMarket } from './market-watcher.js';
import { createSnapshots } from './snapshots.js';
import type { WatcherCounts } from './watcher.js';

const watchersOfEachEvent = 8;
const signedInCount = 16;
const convergeMsMax = 5_000;
const readMsMax = 2_000;

/** People who have a page open while others buy and things go wrong. */
export interface Watchers {
  /** Milliseconds until every page was live and had all that was so; null: not within five seconds. */
  converge(): Promise<number | null>;
  /** Holds every page against the books of a quiet moment, for five seconds at most. */
  check(ledger: Ledger): Promise<Violations>;
  describe(): readonly string[];
  close(): Promise<void>;
}

export interface WatchersDependencies {
  readonly url: string;
  readonly market: Market;
  readonly tally: Tally;
  readonly orders: Database;
}

export function openWatchers({ url, market, tally, orders }: WatchersDependencies): Watchers {
  const snapshots = createSnapshots(url, tally);
  const pages = market.events.flatMap(({ id: eventId }, event) =>
    Array.from({ length: watchersOfEachEvent }, (_, at) => {
      const name = `watcher ${at + 1} of Event ${event + 1}`;
      return watchMarket({ name, url, eventId, snapshot: () => snapshots.seatsOf(eventId) });
    }),
  );
  const accounts = market.buyers.slice(0, signedInCount).map((person) => {
    return watchAccount({ url, person, snapshot: () => snapshots.ordersOf(person.cookie) });
  });
  const all = [...pages, ...accounts];
  const readSeats = () => readInventorySeats(orders);
  const convergedAfterMs: (number | null)[] = [];
  const lateness: string[] = [];

  /** Who is not live, or lacks what was so in `inventory`. */
  const laggards = (inventory: readonly InventorySeat[]) => [
    ...all.filter((one) => !one.isLive()).map(({ name }) => `${name} was not live`),
    ...pages.filter((page) => isBehind(page, inventory)).map(({ name }) => `${name} was behind`),
  ];

  async function converge(): Promise<number | null> {
    const startedAtMs = performance.now();
    // As it is now: what changes later is told later.
    const inventory = (await tryWithin(readMsMax, readSeats)) ?? [];
    const hasAll = () => (inventory.length > 0 && laggards(inventory).length === 0 ? true : null);
    const isDone = await waitFor(convergeMsMax, hasAll);
    const afterMs = isDone === null ? null : performance.now() - startedAtMs;
    convergedAfterMs.push(afterMs);
    if (afterMs === null) lateness.push(laggards(inventory).join('; '));
    return afterMs;
  }

  async function check(ledger: Ledger): Promise<Violations> {
    const inventory = await readSeats();
    const stale = () => [
      ...pages.flatMap((page) => staleSeats(page, inventory)),
      ...accounts.flatMap((account) => staleOrders(account, ledger)),
    ];
    await waitFor(convergeMsMax, () => (stale().length === 0 ? true : null));
    return [
      ...stale(),
      ...all.flatMap(misheardWords),
      ...accounts.flatMap((account) => foreignObjects(account, ledger)),
      ...lateness.map((who) => `Live: five seconds after all was well: ${who}`),
      ...(sum('messages') === 0 ? ['Live: nobody heard anything'] : []),
    ];
  }

  const sum = (of: keyof WatcherCounts) => all.reduce((total, { counts }) => total + counts[of], 0);

  return {
    ...{ converge, check },
    describe: () => [
      `live: ${pages.length} pages of Events and ${accounts.length} of orders heard ` +
        `${sum('messages')} messages, came in ${sum('joins')} times, asked ${sum('snapshots')} times`,
      `live: up to date after ${convergedAfterMs.map(told).join(', ')} (from when the outboxes were)`,
    ],
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  };
}

const told = (ms: number | null) => (ms === null ? 'never' : `${(ms / 1_000).toFixed(1)} s`);

interface InventoryRow extends Omit<InventorySeat, 'ticketId'> {
  readonly _id: string;
}

async function readInventorySeats({ connection }: Database): Promise<InventorySeat[]> {
  const rows = await connection.collection<InventoryRow>('inventory').find().toArray();
  return rows.map(({ _id: ticketId, ...row }) => ({ ...row, ticketId }));
}
