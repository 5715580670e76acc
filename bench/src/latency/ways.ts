import type { Bus } from '@marquee/common/bus';
import { anEvent } from '../backbone/an-event.js';
import { openBareStream } from '../backbone/bare-stream.js';
import type { Ground } from '../backbone/ground.js';
import { aDraft, anAggregateId, openBus, openSide, relayOf, type Side } from '../backbone/side.js';
import { startPoller } from './poller.js';
import { createStopwatch, type Stopwatch } from './stopwatch.js';

/** Brings the database into the state that is measured; what it answers says if that was so. */
export type Prepare = (side: Side) => Promise<() => Promise<void>>;

/** A way from a writer to a handler. */
export interface Way {
  readonly name: string;
  open(ground: Ground, prepare?: Prepare): Promise<OpenWay>;
}

export interface OpenWay {
  /** Writes so many events together; they count from the moment their commit is answered. */
  write(count: number): Promise<void>;
  /** Forgets what was measured so far. */
  restart(): void;
  stopwatch(): Stopwatch;
  /** Throws when the database was not in the state that it was prepared for. */
  readonly check?: () => Promise<void>;
  close(): Promise<void>;
}

export const wayNames = {
  here: 'Marquee, relay beside the writer',
  elsewhere: 'Marquee, relay in another process',
  polled: 'a poll once a second',
  bare: 'bare publish',
} as const;

let opened = 0;
const nextName = (word: string) => `bench_${word}_${process.pid}_${++opened}`;

/** Ours. With a relay elsewhere no nudge reaches it: a change stream wakes it. */
function ours(name: string, isRelayHere: boolean): Way {
  return {
    name,
    async open({ mongoUrl, natsUrl }, prepare) {
      const place = nextName(isRelayHere ? 'here' : 'elsewhere');
      const side = await openSide(mongoUrl, place);
      const writer = isRelayHere ? side : await openSide(mongoUrl, place);
      const bus = await openBus({ natsUrl, stream: place });
      const watch = watching();
      await hear(bus, watch.current);
      const relay = relayOf(side, bus);
      await relay.start();
      async function close() {
        await relay.stop();
        await bus.close();
        await side.database.connection.dropDatabase();
        await side.database.close();
        if (writer !== side) await writer.database.close();
      }
      const write = (count: number) => commit(writer, count, watch.current());
      const open: OpenWay = { ...watch.face, write, close };
      try {
        return prepare === undefined ? open : { ...open, check: await prepare(side) };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

export const waysOfOurs = {
  here: ours(wayNames.here, true),
  elsewhere: ours(wayNames.elsewhere, false),
} as const;

/** What many do: look for new rows once a second, publish them, mark them. */
const polled: Way = {
  name: wayNames.polled,
  async open({ mongoUrl, natsUrl }) {
    const place = nextName('polled');
    const side = await openSide(mongoUrl, place);
    const stream = await openBareStream(natsUrl, place);
    const watch = watching();
    await stream.listen((payload) => watch.current().heard(aggregateIn(payload)));
    const poller = startPoller(side, stream);
    return {
      ...watch.face,
      write: (count) => commit(side, count, watch.current()),
      async close() {
        await poller.stop();
        await stream.close();
        await side.database.connection.dropDatabase();
        await side.database.close();
      },
    };
  },
};

/** The limit: no database at all. */
const bare: Way = {
  name: wayNames.bare,
  async open({ natsUrl }) {
    const stream = await openBareStream(natsUrl, nextName('bare'));
    const watch = watching();
    await stream.listen((payload) => watch.current().heard(aggregateIn(payload)));
    return {
      ...watch.face,
      async write(count) {
        const events = Array.from({ length: count }, anEvent);
        await Promise.all(
          events.map((event) => {
            watch.current().committed(event.aggregateId);
            return stream.publish(stream.messageOf(event));
          }),
        );
      },
      close: () => stream.close(),
    };
  },
};

export const ways: readonly Way[] = [waysOfOurs.here, waysOfOurs.elsewhere, polled, bare];

function watching() {
  let stopwatch = createStopwatch();
  return {
    current: () => stopwatch,
    face: {
      stopwatch: () => stopwatch,
      restart() {
        stopwatch = createStopwatch();
      },
    },
  };
}

export async function commit({ database, outbox }: Side, count: number, watch: Stopwatch) {
  const drafts = Array.from({ length: count }, () => aDraft(anAggregateId()));
  await database.transact((session) => outbox.add(session, drafts));
  for (const { aggregateId } of drafts) watch.committed(aggregateId);
}

/** One event for each aggregate, so that its id names both. */
export async function hear(bus: Bus, watch: () => Stopwatch): Promise<void> {
  await bus.subscribe({ name: 'bench', aggregateTypes: ['ticket'] }, async (deliveries) => {
    for (const { event } of deliveries) watch().heard(event.aggregateId);
    return deliveries.map(() => ({ kind: 'ack' }));
  });
}

const aggregateIn = (payload: string) =>
  (JSON.parse(payload) as { readonly aggregateId: string }).aggregateId;
