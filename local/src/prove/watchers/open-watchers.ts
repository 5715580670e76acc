import type { Database } from '@marquee/common/mongo';
import type { Ledger, Violations } from '../../ledger/ledger.js';
import type { Market } from '../load/market.js';
import type { Tally } from '../load/tally.js';
import { seconds } from '../seconds.js';
import { waitFor } from '../waiting.js';
import { watchAccount } from './account-watcher.js';
import { type Convergence, converge, someOf } from './converge.js';
import {
  foreignObjects,
  type InventorySeat,
  isBehind,
  misheardWords,
  silence,
  staleOrders,
  staleSeats,
} from './live-checks.js';
import { watchMarket } from './market-watcher.js';
import { createSnapshots } from './snapshots.js';
import type { WatcherCounts } from './watcher.js';

const watchersOfEachEvent = 8;
const signedInCount = 16;
const checkMsMax = 5_000;

/** People who have a page open while others buy and things go wrong. */
export interface Watchers {
  /** From now, when all is healed, until every page is live and up to date. */
  converge(outboxes: Promise<unknown>): Promise<Convergence>;
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
  const convergences: Convergence[] = [];

  /** Who is not live, or lacks what was so in `inventory`. */
  const laggards = (inventory: readonly InventorySeat[]) => [
    ...all
      .filter((one) => !one.isLive())
      .map((one) => `${one.name} was not live: ${one.trouble()}`),
    ...pages.filter((page) => isBehind(page, inventory)).map(({ name }) => `${name} was behind`),
  ];

  async function convergeFrom(outboxes: Promise<unknown>): Promise<Convergence> {
    const found = await converge({ readSeats, laggards }, outboxes);
    convergences.push(found);
    return found;
  }

  async function check(ledger: Ledger): Promise<Violations> {
    const inventory = await readSeats();
    const stale = () => [
      ...pages.flatMap((page) => staleSeats(page, inventory)),
      ...accounts.flatMap((account) => staleOrders(account, ledger)),
    ];
    await waitFor(checkMsMax, () => (stale().length === 0 ? true : null));
    return [
      ...stale(),
      ...all.flatMap(misheardWords),
      ...accounts.flatMap((account) => foreignObjects(account, ledger)),
      ...convergences
        .filter(({ late }) => late.length > 0)
        .map(({ late }) => `Live: five seconds after healing: ${someOf(late)}`),
      ...silence('page of an Event', pages),
      ...silence('page of orders', accounts),
    ];
  }

  const sum = (of: keyof WatcherCounts) => all.reduce((total, { counts }) => total + counts[of], 0);

  return {
    ...{ converge: convergeFrom, check },
    describe: () => [
      `live: ${pages.length} pages of Events and ${accounts.length} of orders heard ` +
        `${sum('messages')} messages, came in ${sum('joins')} times, asked ${sum('snapshots')} times`,
      `live: up to date after ${convergences.map(({ afterMs }) => seconds(afterMs)).join(', ')} from healing, ` +
        `${convergences.map((one) => seconds(one.afterOutboxesMs)).join(', ')} from when the outboxes were`,
    ],
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  };
}

interface InventoryRow extends Omit<InventorySeat, 'ticketId'> {
  readonly _id: string;
}

async function readInventorySeats({ connection }: Database): Promise<InventorySeat[]> {
  const rows = await connection.collection<InventoryRow>('inventory').find().toArray();
  return rows.map(({ _id: ticketId, ...row }) => ({ ...row, ticketId }));
}
