import type { FaultPoint } from '@marquee/common/fault-point';
import type { Job, Service } from '@marquee/common/lifecycle';
import { type Database, openDatabase } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { type TestApi, testApi } from '@marquee/common/testing/http';

/** A service's process, with connections of its own. */
export interface Living {
  readonly bus: RecordingBus;
  readonly api: TestApi;
  /** Resolves when it has stopped for good: nothing of it goes on, its transactions are aborted. */
  readonly death: Promise<void>;
}

/** One service's processes, one after another: the first stops at its point, the next one lives. */
export interface Mortal {
  /** From now on the first process passes points, and stops at its own. */
  arm(): void;
  /** Whoever serves now, started when the one before has died. */
  alive(): Promise<Living>;
  hasDied(): boolean;
  stop(): Promise<void>;
}

/** Where the first process stops: the `nth` time that it passes the point. */
export interface Fate {
  readonly point: string;
  readonly nth: number;
}

export interface MortalOptions {
  readonly databaseName: string;
  create(parts: Parts): Service;
  /** Whether tests of pairs stop there; other points are passed by the living, never by the dead. */
  isOurs(point: string): boolean;
  readonly fate?: Fate | undefined;
  readonly passed?: (point: string) => void;
  /** Done after a death, instead of waiting until the next one may go on. */
  readonly bury?: () => Promise<void>;
}

export interface Parts {
  readonly database: Database;
  readonly bus: RecordingBus;
  readonly faultPoint: FaultPoint;
}

interface Process extends Living {
  readonly database: Database;
  readonly jobs: readonly Job[];
}

export function createMortal(options: MortalOptions): Mortal {
  let current: Promise<Process> | null = null;
  let isArmed = false;
  let hasDied = false;
  let isBuried = false;
  let release: () => void = () => undefined;
  // What hangs for ever ends with an error once the pair was played.
  const grave = new Promise<never>((_resolve, reject) => {
    release = () => reject(new Error('killed'));
  });
  grave.catch(() => undefined);

  async function start(fate: Fate | undefined): Promise<Process> {
    const url = process.env['MONGO_URL'] ?? '';
    const { databaseName: name } = options;
    const database = await openDatabase({ url, name, logger: aSilentLogger() });
    const bus = createRecordingBus();
    let tellDeath: () => void = () => undefined;
    const dying = new Promise<void>((resolve) => {
      tellDeath = resolve;
    });
    let isDead = false;
    let count = 0;
    const faultPoint = async (point: string) => {
      if (!isArmed) return;
      if (!isDead && options.isOurs(point)) options.passed?.(point);
      if (!isDead && point === fate?.point) count += 1;
      if (!isDead && (fate === undefined || count < fate.nth)) return;
      isDead = true;
      hasDied = true;
      tellDeath();
      await grave;
    };
    const service = options.create({ database, bus, faultPoint });
    await service.start('api');
    // The test brings the events itself: no relay, whose leases would outlive it.
    const jobs = [...service.jobs.slice(1), ...service.consumers];
    for (const job of jobs) await job.start();
    const death = dying.then(async () => {
      // Not waited for: what hangs never stops.
      for (const job of jobs) void job.stop();
      await database.close();
    });
    return { bus, api: testApi(service), death, database, jobs };
  }

  return {
    arm() {
      isArmed = true;
    },
    async alive() {
      current ??= start(options.fate);
      const process = await current;
      if (!hasDied || isBuried) return process;
      isBuried = true;
      await process.death;
      await options.bury?.();
      current = start(undefined);
      return current;
    },
    hasDied: () => hasDied,
    async stop() {
      release();
      const process = await current;
      if (process === null || (hasDied && !isBuried)) return;
      for (const job of process.jobs.toReversed()) await job.stop();
      await process.database.close();
    },
  };
}
