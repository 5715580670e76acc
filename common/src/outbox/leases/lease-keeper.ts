import type { Logger } from '../../logging/index.js';
import { partitionCount } from '../partition.js';
import { adopt, drop, holdNothing, releasingOf, written } from './held-leases.js';
import type { LeaseMetrics } from './lease-metrics.js';
import type { LeaseState } from './lease-state.js';
import type { LeaseStore } from './lease-store.js';
import type { LeaseTable } from './lease-table.js';
import type { LeaseTimes } from './lease-times.js';
import { planLeases } from './plan-leases.js';

export interface LeaseKeeperOptions {
  readonly state: LeaseState;
  readonly store: LeaseStore;
  readonly times: LeaseTimes;
  readonly metrics: LeaseMetrics;
  readonly logger: Logger;
  newOwner(): string;
  readTable(): Promise<LeaseTable>;
}

const afterExpiryMs = 20;

/** The steps by which a relay keeps its leases. Whoever calls them never runs two at once. */
export function createLeaseKeeper(options: LeaseKeeperOptions) {
  const { state, store, times, metrics, logger } = options;
  let isMember = false;

  function loseAll(): void {
    const { owner, rows } = state.held();
    isMember = false;
    metrics.lose(rows.size);
    logger.warn({ owner, partitions: rows.size }, 'Others took the leases of this relay');
    state.set(holdNothing(options.newOwner()));
  }

  /** Strikes off who is over, and answers whose leases are anybody's. */
  async function findDead(table: LeaseTable, over: readonly string[]): Promise<string[]> {
    const members = new Set(table.members.map((member) => member.owner));
    const dead = new Set(table.leases.flatMap(({ owner }) => (owner === null ? [] : [owner])));
    for (const name of dead) if (members.has(name)) dead.delete(name);
    for (const name of over) {
      if (!(await store.strikeOff(name))) continue;
      logger.warn({ owner: name }, 'A relay is gone: what it owned is taken over');
      dead.add(name);
    }
    return [...dead];
  }

  async function take(table: LeaseTable, over: readonly string[], partitions: readonly number[]) {
    const { owner, rows } = state.held();
    if (table.leases.length < partitionCount) await store.seed();
    await store.take(owner, partitions, await findDead(table, over));
    const found = await store.findOwned(owner);
    const taken = found.filter((row) => rows.get(row._id)?.epoch !== row.epoch);
    metrics.take(taken.length, taken.filter((row) => row.isCautious).length);
    return found;
  }

  /** Renews our time; joins first, under a new name when others have struck us off. */
  async function heartbeat(): Promise<{ readonly isNew: boolean }> {
    const sentAtMs = performance.now();
    if (isMember && !(await store.renew(state.held().owner))) loseAll();
    const isNew = !isMember;
    if (isNew) await store.join(state.held().owner);
    isMember = true;
    state.time.extend(sentAtMs + times.leaseMs - times.marginMs);
    return { isNew };
  }

  return {
    heartbeat,
    /** Writes down what the relay said meanwhile. Answers whether somebody can take something. */
    async writeDown(): Promise<void> {
      const { owner, settled, released } = state.held();
      if (settled.size > 0) {
        await store.settle(owner, [...settled]);
        state.set(written(state.held(), [...settled]));
      }
      if (released.size > 0) {
        await store.giveBack(owner, [...released]);
        const held = state.held();
        state.set(drop(held, [...released], held.surplus - released.size));
        metrics.own(state.held().rows.size);
      }
    },
    /** Takes what is for us to take, wants to give what is for others; when to look again. */
    async look(): Promise<{ readonly againInMs: number }> {
      const table = await options.readTable();
      const { owner } = state.held();
      const plan = planLeases(table, owner);
      if (plan === null) return { againInMs: times.hurryMs };
      const found =
        plan.take.length > 0
          ? await take(table, plan.dead, plan.take)
          : table.leases.filter((lease) => lease.owner === owner);
      state.set(adopt(state.held(), found, plan.surplus));
      metrics.own(found.length);
      if (found.length < plan.share) return { againInMs: times.hurryMs };
      const others = table.members.filter((member) => member.owner !== owner && member.leftMs > 0);
      const leftMs = others.map((member) => member.leftMs + afterExpiryMs);
      return { againInMs: Math.min(times.lookMsMax, ...leftMs) };
    },
    /** Keeps of `partitions` those that the database says are ours under the epochs we know. */
    async verify(partitions: readonly number[]): Promise<readonly number[]> {
      const { owner, rows } = state.held();
      await heartbeat();
      if (state.held().owner !== owner) return [];
      const found = await store.findOwned(owner);
      const held = found.filter((row) => rows.get(row._id)?.epoch === row.epoch);
      const heldIds = new Set(held.map((row) => row._id));
      const lost = [...rows.keys()].filter((partition) => !heldIds.has(partition));
      if (lost.length > 0) {
        metrics.lose(lost.length);
        const now = state.held();
        const wanted = releasingOf(now).filter((partition) => heldIds.has(partition));
        state.set(drop(now, lost, wanted.length));
      }
      return partitions.filter((partition) => heldIds.has(partition));
    },
    async leave(): Promise<void> {
      const { owner } = state.held();
      if (isMember) {
        await store.giveBackAll(owner);
        await store.leave(owner);
      }
      isMember = false;
      state.set(holdNothing(options.newOwner()));
      metrics.own(0);
    },
  };
}
