import type { Person } from '../load/market.js';
import { type LiveSocketOptions, openLiveSocket } from './live-socket.js';
import { accountMessages, type Changed, faultIn } from './messages.js';
import { createSoon } from './soon.js';
import type { Watcher, WatcherCounts } from './watcher.js';

export interface OwnOrder {
  readonly id: string;
  readonly version: number;
}

export interface AccountWatcher extends Watcher {
  readonly personId: string;
  /** The newest version known of each order of theirs. */
  readonly orders: ReadonlyMap<string, number>;
  /** `order:<id>` and so on: everything that was said to have changed. */
  readonly heardOf: ReadonlySet<string>;
}

export interface AccountWatcherOptions extends Pick<LiveSocketOptions, 'url' | 'origin'> {
  readonly person: Person;
  /** Their orders as the API answers them; null when it did not. */
  readonly snapshot: () => Promise<readonly OwnOrder[] | null>;
}

/** Somebody signed in, with the list of their orders open. */
export function watchAccount(options: AccountWatcherOptions): AccountWatcher {
  const { url, origin, person, snapshot } = options;
  const { cookie, id: personId } = person;
  const { socket, trouble, close } = openLiveSocket({ url, origin, namespace: '/account', cookie });
  const counts: WatcherCounts = { messages: 0, joins: 0, snapshots: 0 };
  const misheard: string[] = [];
  const orders = new Map<string, number>();
  const heardOf = new Set<string>();
  let isLive = false;

  const soon = createSoon(
    async () => {
      const own = await snapshot();
      if (own === null) return false;
      counts.snapshots += 1;
      for (const { id, version } of own)
        orders.set(id, Math.max(version, orders.get(id) ?? version));
      return true;
    },
    () => !isLive,
  );

  socket.on('connect', () => {
    counts.joins += 1;
    isLive = true;
    soon.ask();
  });
  socket.on('disconnect', () => {
    isLive = false;
    soon.ask();
  });
  socket.onAny((message: string, ...words: unknown[]) => {
    counts.messages += 1;
    const fault = faultIn(accountMessages, message, words);
    if (fault !== null) misheard.push(fault);
    else if (message === 'changed') {
      const { object, id } = words[0] as Changed;
      heardOf.add(`${object}:${id}`);
    }
    soon.ask();
  });

  return {
    ...{ name: `buyer ${personId}`, personId, orders, heardOf, counts, misheard },
    isLive: () => isLive,
    trouble,
    async close() {
      close();
      await soon.stop();
    },
  };
}
