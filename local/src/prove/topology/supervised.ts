import type { Clock } from '@marquee/common/clock';
import type { Journal } from '../journal.js';
import { tryWithin } from '../waiting.js';
import {
  type Ending,
  launch,
  type ProcessSpec,
  type ReadyFacts,
  type RunningProcess,
} from './service-process.js';

const endMsMax = 20_000;

/** A process that is meant to run: faults end it, and only they may. */
export interface Supervised {
  readonly name: string;
  readonly service: string;
  /** Null between two lives. */
  life(): RunningProcess | null;
  /** Starts it and waits until it is ready; `instead` says by what else, for this life only. */
  start(instead?: (entry: string) => Pick<ProcessSpec, 'entry' | 'args'>): Promise<ReadyFacts>;
  /** Sends the signal and waits until the process is gone. Throws when it does not go. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ending>;
}

export function supervise(spec: ProcessSpec, journal: Journal, clock: Clock): Supervised {
  let current: RunningProcess | null = null;
  let isEndedOnPurpose = false;

  async function watch(life: RunningProcess): Promise<void> {
    const { code, signal } = await life.ended;
    if (current === life) current = null;
    if (isEndedOnPurpose) return;
    const how = `code ${code}, signal ${signal}`;
    journal.complain(`${spec.name} ended by itself (${how}):\n    ${life.lastLines(5)}`);
  }

  return {
    name: spec.name,
    service: spec.service,
    life: () => current,
    async start(instead) {
      if (current !== null) throw new Error(`${spec.name} is running already`);
      isEndedOnPurpose = false;
      const life = launch({ ...spec, ...instead?.(spec.entry) }, () => clock.now());
      current = life;
      void watch(life);
      return life.ready;
    },
    async end(signal) {
      const life = current;
      if (life === null) throw new Error(`${spec.name} is not running`);
      isEndedOnPurpose = true;
      life.send(signal);
      const ending = await tryWithin(endMsMax, () => life.ended);
      if (ending === null) throw new Error(`${spec.name} did not end after ${signal}`);
      return ending;
    },
  };
}
