import { type LiveSocketOptions, openLiveSocket } from './live-socket.js';
import { faultIn, marketMessages, type Seat, watchAnswer } from './messages.js';
import { createPicture, type Picture } from './picture.js';
import { createSoon } from './soon.js';
import type { Watcher, WatcherCounts } from './watcher.js';

const answerMsMax = 3_000;

export interface MarketWatcher extends Watcher {
  readonly eventId: string;
  readonly picture: Pick<Picture, 'seats' | 'versionOf'>;
}

export interface MarketWatcherOptions extends Pick<LiveSocketOptions, 'url' | 'origin'> {
  readonly name: string;
  readonly eventId: string;
  /** The seats of the Event as the API answers them; null when it did not. */
  readonly snapshot: () => Promise<readonly Seat[] | null>;
}

/** Somebody who looks at an Event: joins, takes the snapshot, and keeps the newest of each seat. */
export function watchMarket(options: MarketWatcherOptions): MarketWatcher {
  const { name, url, origin, eventId, snapshot } = options;
  const { socket, renew, trouble, close } = openLiveSocket({ url, origin, namespace: '/market' });
  const picture = createPicture();
  const counts: WatcherCounts = { messages: 0, joins: 0, snapshots: 0 };
  const misheard: string[] = [];
  let isLive = false;

  const soon = createSoon(
    async () => {
      const items = await snapshot();
      if (items === null) return false;
      counts.snapshots += 1;
      picture.show(items);
      // The catalogue may not have heard yet of a seat that we were told of.
      return !picture.lacks();
    },
    () => !isLive,
  );

  function hear(items: readonly Seat[]): void {
    picture.hear(items);
    if (picture.lacks()) soon.ask();
  }

  async function join(): Promise<void> {
    const answer: unknown = await socket
      .timeout(answerMsMax)
      .emitWithAck('watch', { eventId })
      .catch(() => null);
    const joined = watchAnswer.safeParse(answer);
    if (!joined.success) {
      if (answer !== null) misheard.push(`was answered ${JSON.stringify(answer)}`);
      renew();
      return;
    }
    counts.joins += 1;
    isLive = true;
    hear(joined.data.changed);
    soon.ask();
  }

  socket.on('connect', () => void join());
  socket.on('disconnect', () => {
    isLive = false;
    soon.ask();
  });
  socket.onAny((message: string, ...words: unknown[]) => {
    counts.messages += 1;
    const fault = faultIn(marketMessages, message, words);
    const told = (words[0] as { eventId?: string } | undefined)?.eventId;
    if (fault !== null) misheard.push(fault);
    else if (told !== eventId) misheard.push(`heard “${message}” of Event ${told}`);
    else if (message === 'resync') soon.ask();
    else if (message === 'tickets') hear((words[0] as { items: readonly Seat[] }).items);
  });

  return {
    ...{ name, eventId, picture, counts, misheard },
    isLive: () => isLive,
    trouble,
    async close() {
      close();
      await soon.stop();
    },
  };
}
