import { setTimeout as wait } from 'node:timers/promises';
import { type Database, withinMs } from '../mongo/index.js';
import { readBacklog } from './backlog.js';
import { createChangeHint } from './change-hint.js';
import { createPace } from './pace.js';
import { createRelayPass, type PassDependencies, type PassResult } from './relay-pass.js';
import { statementMsMax } from './statements.js';
import type { WakeUp } from './wake-up.js';

export interface RelayLoopDependencies extends Omit<PassDependencies, 'onWork'> {
  readonly database: Database;
  readonly wakeUp: WakeUp;
}

export interface RelayLoop {
  stop(): Promise<void>;
}

const idleMsMin = 125;
const idleGrowth = 4;
/** While the change stream tells of rows, the poll is there for what it missed. */
const watchedPollFactor = 2;
const notReadyMs = 100;
const errorPauseMs = 500;
const backlogEveryMs = 10_000;
/** From so many rows a second on, one read in some milliseconds serves many of them. */
const busyRowsPerSecond = 500;
const busyGatherMs = 5;
const busyPollMs = 20;

/** Passes, one after another; sleeps, longer and longer, while there is nothing to do. */
export function createRelayLoop(dependencies: RelayLoopDependencies): RelayLoop {
  const { database, store, bus, leases, clock, metrics, logger, options, wakeUp } = dependencies;
  const relayPass = createRelayPass({ ...dependencies, onWork: wakeUp.call });
  const hint = createChangeHint(database, logger, (id, partition) => {
    const { partitions } = leases.current();
    const isOurs = partitions === 'all' || partitions.includes(partition);
    if (isOurs && !relayPass.knows(id)) wakeUp.call();
  });
  const pace = createPace();
  let isStopping = false;
  let idleMs = idleMsMin;
  let backlogReadAtMs = Number.NEGATIVE_INFINITY;
  let readingBacklog = Promise.resolve();

  /** While the broker is away, too: that is when somebody wants to know. Nothing waits for it. */
  function tellBacklog(): void {
    if (performance.now() - backlogReadAtMs <= backlogEveryMs) return;
    backlogReadAtMs = performance.now();
    readingBacklog = withinMs(statementMsMax, readBacklog(database, clock)).then(
      metrics.setBacklog,
      (error: unknown) => logger.warn({ err: error }, 'The backlog could not be counted'),
    );
  }

  async function passOnce(): Promise<void> {
    tellBacklog();
    relayPass.release();
    if (!bus.isReady()) return wakeUp.sleep(notReadyMs);
    await relayPass.room();
    const result = await relayPass.run();
    pace.count(result.rows);
    if (!result.hasMore && !isStopping) await rest(result);
  }

  function rest({ rows }: PassResult): Promise<void> {
    const pollMs = options.pollMsMax * (hint.isOpen() ? watchedPollFactor : 1);
    idleMs = rows > 0 ? idleMsMin : Math.min(idleMs * idleGrowth, pollMs);
    return pace.perSecond() > busyRowsPerSecond ? restShortly() : restUntilWoken();
  }

  async function restShortly(): Promise<void> {
    hint.close();
    await wait(busyGatherMs);
    await wakeUp.sleep(busyPollMs - busyGatherMs);
  }

  function restUntilWoken(): Promise<void> {
    if (options.watchesChanges) hint.watch();
    return wakeUp.sleep(Math.min(idleMs, relayPass.retryInMs()));
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await passOnce();
      } catch (error) {
        logger.warn({ err: error }, 'The relay could not read or begin rows; it tries again');
        if (!isStopping) await wakeUp.sleep(errorPauseMs);
      }
    }
  }

  const stopListening = leases.onChange(wakeUp.call);
  const running = run();
  return {
    async stop() {
      isStopping = true;
      stopListening();
      wakeUp.call();
      await running;
      await Promise.all([hint.stop(), readingBacklog]);
      try {
        await relayPass.finish();
      } finally {
        await store.close();
      }
    },
  };
}
