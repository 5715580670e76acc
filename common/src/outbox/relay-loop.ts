import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { readBacklog } from './backlog.js';
import { createChangeHint } from './change-hint.js';
import type { PartitionLeases } from './leases.js';
import type { RelayMetrics } from './relay-metrics.js';
import type { RelayOptions } from './relay-options.js';
import { createRelayPass, type PassResult } from './relay-pass.js';
import type { RelayStore } from './relay-store.js';
import type { WakeUp } from './wake-up.js';

export interface RelayLoopDependencies {
  readonly database: Database;
  readonly store: RelayStore;
  readonly bus: Bus;
  readonly leases: PartitionLeases;
  readonly clock: Clock;
  readonly metrics: RelayMetrics;
  readonly logger: Logger;
  readonly options: RelayOptions;
  readonly wakeUp: WakeUp;
}

export interface RelayLoop {
  stop(): Promise<void>;
}

const idleMsMin = 125;
const idleGrowth = 4;
const notReadyMs = 100;
const errorPauseMs = 500;
/** Four statements in ten seconds: an idle relay still asks less than twice a second. */
const backlogEveryMs = 10_000;

/** Passes, one after another; sleeps, longer and longer, while there is nothing to do. */
export function createRelayLoop(dependencies: RelayLoopDependencies): RelayLoop {
  const { database, store, bus, clock, metrics, logger, options, wakeUp } = dependencies;
  const relayPass = createRelayPass({ ...dependencies, onLateOutcome: () => wakeUp.call() });
  const hint = createChangeHint(database, logger, () => wakeUp.call());
  let isStopping = false;
  let idleMs = idleMsMin;
  let backlogReadAtMs = Number.NEGATIVE_INFINITY;

  async function passOnce(): Promise<void> {
    if (!bus.isReady()) return wakeUp.sleep(notReadyMs);
    const result = await relayPass.run();
    if (performance.now() - backlogReadAtMs > backlogEveryMs) {
      backlogReadAtMs = performance.now();
      metrics.setBacklog(await readBacklog(database, clock));
    }
    if (!result.hasMore && !isStopping) await rest(result);
  }

  async function rest({ retryInMs, hasWorked }: PassResult): Promise<void> {
    idleMs = hasWorked ? idleMsMin : Math.min(idleMs * idleGrowth, options.pollMsMax);
    if (options.watchesChanges && !hasWorked) hint.watch();
    await wakeUp.sleep(Math.min(idleMs, retryInMs ?? idleMs));
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await passOnce();
      } catch (error) {
        logger.warn({ err: error }, 'The relay could not read or mark rows; it tries again');
        if (!isStopping) await wakeUp.sleep(errorPauseMs);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      isStopping = true;
      wakeUp.call();
      await running;
      await hint.stop();
      try {
        await relayPass.finish();
      } finally {
        await store.close();
      }
    },
  };
}
