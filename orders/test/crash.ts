import { systemClock } from '@marquee/common/clock';
import { type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { createMetrics } from '@marquee/common/metrics';
import { openDatabase } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { type TestAgent, testApi } from '@marquee/common/testing/http';
import { createOrders } from '../src/service.js';
import type { World } from './world.js';

/** An orders process with connections of its own; its relay is another test's. */
export interface OrdersProcess {
  readonly bus: RecordingBus;
  agent(user: CurrentUser): TestAgent;
  stop(): Promise<void>;
}

export interface DoomedProcess extends Omit<OrdersProcess, 'stop'> {
  /** Resolves when it has stopped for good: nothing of it goes on, its transactions are aborted. */
  readonly death: Promise<void>;
  /** Lets requests that hang for ever end, with an error. */
  release(): void;
}

/** Starts the consumers and jobs named of another orders process on the world's database. */
export async function startOrdersProcess(
  world: World,
  names: readonly string[],
  faultPoint: FaultPoint = noFaults,
): Promise<OrdersProcess & { cutOff(): Promise<void> }> {
  const url = process.env['MONGO_URL'] ?? '';
  const logger = aSilentLogger();
  const database = await openDatabase({ url, name: world.database.name, logger });
  const bus = createRecordingBus();
  const service = createOrders({
    ...{ database, bus, logger, metrics: createMetrics(), clock: systemClock, faultPoint },
    config: { holdSeconds: 900, rateLimited: false },
  });
  const all = [...service.jobs, ...service.consumers];
  const started = all.filter((job) => names.includes(job.name));
  if (started.length !== names.length) throw new Error(`Not all are there: ${names.join(', ')}`);
  for (const job of started) await job.start();
  const api = testApi(service, { trustProxy: 1 });
  return {
    bus,
    agent: (user) => api.agent(user),
    async cutOff() {
      // Not waited for: what hangs never stops.
      for (const job of started) void job.stop();
      await database.close();
    },
    async stop() {
      await Promise.all(started.map((job) => job.stop()));
      await database.close();
    },
  };
}

/** A process that stops for good when it reaches `point`, wherever else it is then. */
export async function startDoomed(
  world: World,
  names: readonly string[],
  point: string,
): Promise<DoomedProcess> {
  let hasDied = false;
  let bury: (error: Error) => void = () => undefined;
  const grave = new Promise<never>((_resolve, reject) => {
    bury = reject;
  });
  grave.catch(() => undefined);
  let tellDeath: () => void = () => undefined;
  const dying = new Promise<void>((resolve) => {
    tellDeath = resolve;
  });
  const doomed = await startOrdersProcess(world, names, async (name) => {
    if (!hasDied && name !== point) return;
    hasDied = true;
    tellDeath();
    await grave;
  });
  return {
    ...doomed,
    death: dying.then(() => doomed.cutOff()),
    release: () => bury(new Error('killed')),
  };
}

/** The points that `work` passes in a process that lives, in the order of their first time. */
export async function pointsOf(
  world: World,
  names: readonly string[],
  prefix: string,
  work: (living: OrdersProcess) => Promise<unknown>,
): Promise<readonly string[]> {
  const points = new Set<string>();
  const recording = await startOrdersProcess(world, names, async (name) => {
    if (name.includes(prefix)) points.add(name);
  });
  await work(recording);
  await recording.stop();
  return [...points];
}

/** Says at which point something was found wrong. */
export async function at<T>(point: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`Killed ${point}, it went wrong`, { cause: error });
  }
}
