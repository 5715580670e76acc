import type { Ground } from '../backbone/ground.js';
import { openBus, openSide, type Side } from '../backbone/side.js';
import { type ForkedEntry, forkEntry } from '../contestants/fork-entry.js';
import { until } from '../contestants/until.js';
import { keepPace } from './pace.js';
import { createStopwatch, type Stopwatch } from './stopwatch.js';
import { commit, hear } from './ways.js';

/** How long an event waited at most when one of two relay processes ended; the worst of some. */
export interface Takeover {
  readonly afterKillMs: number;
  readonly afterStopMs: number;
}

const place = 'takeover';
const pace = { eventsPerSecond: 200, eventsPerWrite: 1 };
/** A kill may hit the relay anywhere, also in a transaction that holds its leases. */
const rounds = 3;
/** Longer than a lease, so that a relay that is never replaced is seen. */
const watchKilledSeconds = 9;
const watchStoppedSeconds = 3;

/** Two relay processes share an outbox; again and again one is killed, or stopped, and replaced. */
export async function measureTakeover(ground: Ground): Promise<Takeover> {
  const side = await openSide(ground.mongoUrl, place);
  const bus = await openBus({ natsUrl: ground.natsUrl, stream: place });
  const stopwatch = createStopwatch();
  await hear(bus, () => stopwatch);
  const relays = [await startRelay(ground)];
  const [afterKillMs, afterStopMs]: [number[], number[]] = [[], []];
  async function endOne(seconds: number, end: (relay?: RelayProcess) => Promise<void> | undefined) {
    relays.push(await startRelay(ground));
    await untilShared(side, 2);
    return longestAfter({ side, stopwatch, seconds }, async () => end(relays.shift()));
  }
  try {
    for (let round = 1; round <= rounds; round++) {
      afterKillMs.push(await endOne(watchKilledSeconds, (relay) => relay?.kill()));
      afterStopMs.push(await endOne(watchStoppedSeconds, (relay) => relay?.stop()));
    }
    return { afterKillMs: Math.max(...afterKillMs), afterStopMs: Math.max(...afterStopMs) };
  } finally {
    await Promise.all(relays.map((relay) => relay.stop()));
    await bus.close();
    await side.database.close();
  }
}

type RelayProcess = ForkedEntry<'ready'>;

export function startRelay({ mongoUrl, natsUrl }: Ground, name = place) {
  const entry = new URL('./relay.entry.js', import.meta.url);
  return forkEntry<'ready'>(entry, [mongoUrl, natsUrl, name]);
}

interface Lease {
  readonly owner?: string | null;
}

/** Until so many relays own about as many partitions each. */
export async function untilShared({ database }: Side, relays: number): Promise<void> {
  const leases = database.connection.collection<Lease>('outbox_leases');
  const isShared = await until(async () => {
    const counts = new Map<string, number>();
    for (const { owner } of await leases.find().toArray())
      if (owner != null) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    const fair = Math.floor(64 / relays);
    return counts.size === relays && [...counts.values()].every((count) => count >= fair);
  });
  if (!isShared) throw new Error(`${relays} relays do not share the partitions`);
}

interface Watching {
  readonly side: Side;
  readonly stopwatch: Stopwatch;
  readonly seconds: number;
}

/** The longest wait of all events that are committed from the fault on. */
async function longestAfter(
  { side, stopwatch, seconds }: Watching,
  fault: () => Promise<unknown>,
): Promise<number> {
  const write = () => commit(side, 1, stopwatch);
  await keepPace({ ...pace, seconds: 1 }, write);
  const sinceMs = performance.now();
  await Promise.all([keepPace({ ...pace, seconds }, write), fault()]);
  await stopwatch.read();
  return stopwatch.longestSince(sinceMs);
}
