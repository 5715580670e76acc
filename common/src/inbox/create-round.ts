import { setTimeout as wait } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import type { Clock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { between, type FaultPoint } from '../fault-point.js';
import { type Database, isDuplicateKey } from '../mongo/index.js';
import { tellArrivals } from './arrivals.js';
import { keptContract } from './assert-contract.js';
import type { InboxMetrics } from './inbox-metrics.js';
import type { Planner, RoundPlan } from './plan.js';
import { inboxCollections } from './rows.model.js';
import { readSnapshot, readWaiting } from './snapshot.js';
import { writePlan } from './write-plan.js';

export interface RoundOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly metrics: InboxMetrics;
  readonly faultPoint: FaultPoint;
  readonly hasWaiting: boolean;
  readonly plan: Planner;
  apply(session: ClientSession, events: readonly DomainEvent[]): Promise<void>;
}

/**
 * Applies the events in one transaction, or none and throws. With `drains` (the default) also
 * what waited for them. Answers the ids of those that have to be brought again.
 */
export type ApplyRound = (
  events: readonly DomainEvent[],
  options?: { readonly drains: boolean },
) => Promise<ReadonlySet<string>>;

const duplicateTriesMax = 3;

/**
 * One transaction: reads what is known, decides, applies, and writes only what is missing.
 * Another process that was faster shows as a duplicate key: the fresh snapshot of the next try
 * knows its work.
 */
export function createRound(options: RoundOptions): ApplyRound {
  const { consumer, database, clock, metrics, faultPoint, hasWaiting } = options;
  const step = <T>(name: string, work: () => Promise<T>) =>
    between(faultPoint, `${consumer}.${name}`, work);

  async function runRound(
    session: ClientSession,
    events: readonly DomainEvent[],
    drains: boolean,
  ): Promise<RoundPlan> {
    const collections = inboxCollections(database);
    const known = await step('read', () => readSnapshot({ consumer, hasWaiting }, session, events));
    const snapshot = drains
      ? await step('read-waiting', () => readWaiting(collections, session, known))
      : known;
    const plan = options.plan(events, snapshot);
    const kept = plan.apply.map(keptContract);
    if (kept.length > 0) {
      const endApply = metrics.startApply();
      await step('apply', () => options.apply(session, kept)).finally(endApply);
    }
    await step('write', () => writePlan(consumer, collections, session, plan, snapshot));
    return plan;
  }

  async function commitRound(events: readonly DomainEvent[], drains: boolean): Promise<RoundPlan> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await step('transaction', () =>
          database.transact((session) => runRound(session, events, drains)),
        );
      } catch (error) {
        if (!isDuplicateKey(error) || tries === duplicateTriesMax) throw error;
        await wait(Math.random() * 10 * tries);
      }
    }
  }

  return async (events, { drains } = { drains: true }) => {
    for (;;) {
      const plan = await commitRound(events, drains && hasWaiting);
      metrics.observe(plan, events, clock.now());
      tellArrivals(database, plan.apply);
      if (!plan.hasMore) return plan.awaitsBase;
    }
  };
}
