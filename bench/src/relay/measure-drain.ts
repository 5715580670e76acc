import type { BareStream } from '../backbone/bare-stream.js';
import type { Ground } from '../backbone/ground.js';
import { openBus, openSide, relayOf, rowsOf, type Side } from '../backbone/side.js';
import { fillOutbox, untilDrained } from './backlog.js';
import { createGate, type Gate } from './gate.js';
import { publishAll, readMessages, windowSize } from './publishers.js';
import type { Drain } from './report.js';

/** One by one, a rate is known after so many. */
const oneByOneMax = 20_000;

export interface Backlog {
  /** Of its database and its stream, both of which are dropped afterwards. */
  readonly name: string;
  readonly rows: number;
}

/** One outbox, drained by our relay and then published by hand in both ways. */
export function measureDrain(ground: Ground, stream: BareStream, backlog: Backlog): Promise<Drain> {
  const { rows } = backlog;
  return withBacklog(ground, stream, backlog, async (side, drain) => {
    const oursPerSecond = rows / (await drain());
    return { rows, oursPerSecond, ...(await publishByHand(side, stream, rows)) };
  });
}

/** Fills an outbox and lets `work` drain it: that answers the seconds it took. */
export async function withBacklog<Result>(
  { mongoUrl, natsUrl }: Ground,
  stream: BareStream,
  { name, rows }: Backlog,
  work: (side: Side, drain: () => Promise<number>) => Promise<Result>,
): Promise<Result> {
  const side = await openSide(mongoUrl, name);
  const bus = await openBus({ natsUrl, stream: name });
  const gate = createGate(bus);
  const relay = relayOf(side, gate.bus);
  await relay.start();
  try {
    // One row through, and the relay has its leases.
    await fillOutbox(side, 1);
    await untilDrained(side);
    gate.shut();
    await fillOutbox(side, rows);
    return await work(side, () => drain(side, gate, rows));
  } finally {
    await relay.stop();
    await bus.close();
    await stream.purge();
    await stream.drop(name);
    await side.database.connection.dropDatabase();
    await side.database.close();
  }
}

/** From the relay's first look to its last mark. */
async function drain(side: Side, gate: Gate, rows: number): Promise<number> {
  const startedAt = await gate.open();
  await untilDrained(side);
  const seconds = (performance.now() - startedAt) / 1000;
  const published = await rowsOf(side).countDocuments({ publishedAt: { $exists: true } });
  if (published !== rows + 1) throw new Error(`${published} of ${rows + 1} rows were published`);
  return seconds;
}

async function publishByHand(side: Side, stream: BareStream, rows: number) {
  const messageAt = await readMessages(side, stream);
  const windowed = await publishAll(stream, messageAt, { count: rows, atOnce: windowSize });
  await stream.purge();
  const count = Math.min(rows, oneByOneMax);
  const again = (at: number) => {
    const message = messageAt(at);
    return { ...message, id: `${message.id}-again` };
  };
  const oneByOne = await publishAll(stream, again, { count, atOnce: 1 });
  return { windowedPerSecond: rows / windowed, oneByOnePerSecond: count / oneByOne };
}
