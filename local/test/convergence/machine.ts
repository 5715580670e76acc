import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { until } from '@marquee/common/testing/until';
import { stateOf } from '../../src/prove/faults/process-state.js';
import type { Person } from '../../src/prove/load/market.js';
import { openTcpProxy, type TcpProxy } from '../../src/prove/topology/tcp-proxy.js';
import type { InventorySeat } from '../../src/prove/watchers/live-checks.js';
import { repositoryRoot } from '../../src/repository.js';

const entry = path.join(repositoryRoot, 'local/dist/test/convergence/machine.entry.js');

export interface MachineOrder {
  /** Where it finds the market, over its own wire. */
  readonly url: string;
  readonly origin: string;
  readonly eventId: string;
  readonly people: readonly Person[];
  readonly pageCount: number;
}

/** What pages should show. */
export interface Truth {
  readonly seats: readonly InventorySeat[];
  readonly orders: readonly { id: string; buyerId: string; version: number }[];
}

/** A computer with pages open, behind a network of its own. */
export interface Machine {
  readonly wire: TcpProxy;
  /** What its pages show wrong, a sentence each; not to be asked while it sleeps. */
  faults(truth: Truth): Promise<readonly string[]>;
  /** The lid is closed: nothing runs. Resolves when it stands still. */
  sleep(): Promise<void>;
  wake(): void;
  stop(): Promise<void>;
}

export async function openMachine(
  doorUrl: string,
  order: Omit<MachineOrder, 'url' | 'origin'>,
): Promise<Machine> {
  const wire = await openTcpProxy(Number(new URL(doorUrl).port));
  const url = `http://127.0.0.1:${wire.port}`;
  const child = fork(entry, [JSON.stringify({ ...order, url, origin: doorUrl })]);
  const exited = once(child, 'exit');
  await Promise.race([once(child, 'message'), exited.then(() => Promise.reject(new Error(entry)))]);
  return {
    wire,
    faults: (truth) => ask(child, truth),
    async sleep() {
      child.kill('SIGSTOP');
      await until(async () => (await stateOf(child.pid ?? 0)) === 'stopped');
    },
    wake: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL');
      await exited;
      await wire.close();
    },
  };
}

async function ask(child: ChildProcess, truth: Truth): Promise<readonly string[]> {
  const answer = once(child, 'message');
  child.send(truth);
  const [faults] = (await answer) as [readonly string[]];
  return faults;
}
