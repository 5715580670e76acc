import type { DomainEvent } from '../contracts/domain-event.js';
import type { Metrics } from '../metrics/index.js';
import { createEffectWatch } from './effect-watch.js';
import type { RoundPlan } from './plan.js';

export interface InboxBacklog {
  readonly waiting: number;
  readonly deferred: number;
  readonly parked: number;
}

export interface InboxMetrics {
  /** A round was committed: what it did, and the events it had been brought. */
  observe(plan: RoundPlan, brought: readonly DomainEvent[], now: Date): void;
  retried(deliveries?: number): void;
  parked(): void;
  setBacklog(backlog: InboxBacklog): void;
  /** Returns what to call when the round is over. */
  startRound(): () => void;
  /** The same for the consumer's own part of it. */
  startApply(): () => void;
}

export function createInboxMetrics(metrics: Metrics, consumer: string): InboxMetrics {
  const labels = ['consumer'] as const;
  const events = metrics.counter('inbox_events_total', 'Domain events a consumer dealt with', [
    'consumer',
    'outcome',
  ]);
  const retries = metrics.counter('inbox_retries_total', 'Deliveries put off', labels);
  const parked = metrics.counter('inbox_parked_total', 'Deliveries given up', labels);
  const repeated = metrics.counter(
    'inbox_duplicate_effects_total',
    'Effects that this process committed although it had committed the same event before; always 0',
    labels,
  );
  const delay = metrics.histogram(
    'inbox_delay_seconds',
    'From the event to the commit of its effect',
    labels,
  );
  const rounds = metrics.histogram('inbox_round_seconds', 'Time of a round', labels);
  const applies = metrics.histogram('inbox_apply_seconds', 'Time of the handler itself', labels);
  const waitingRows = metrics.gauge(
    'inbox_waiting_rows',
    'Versions that wait for an earlier one',
    labels,
  );
  const deferredRows = metrics.gauge(
    'inbox_deferred_rows',
    'Deliveries that wait for something else to arrive',
    labels,
  );
  const parkedRows = metrics.gauge('inbox_parked_rows', 'Deliveries that need a person', labels);
  const watch = createEffectWatch();
  // So that the figure to be proud of is there to be seen.
  repeated.inc({ consumer }, 0);

  function count(outcome: string, count: number): void {
    if (count > 0) events.inc({ consumer, outcome }, count);
  }

  return {
    observe({ apply, done, waits }, brought, now) {
      const dealtWith = new Set([...done, ...waits].map((event) => event.id));
      const fresh = new Set(brought.map((event) => event.id).filter((id) => dealtWith.has(id)));
      count('applied', apply.length);
      count('skipped', done.length - apply.length);
      count('waiting', waits.length);
      count('duplicate', brought.length - fresh.size);
      repeated.inc({ consumer }, watch.committed(apply.map((event) => event.id)));
      for (const { occurredAt } of apply) {
        const seconds = (now.getTime() - Date.parse(occurredAt)) / 1_000;
        delay.observe({ consumer }, Math.max(seconds, 0));
      }
    },
    retried: (deliveries = 1) => retries.inc({ consumer }, deliveries),
    parked: () => parked.inc({ consumer }),
    setBacklog(backlog) {
      waitingRows.set({ consumer }, backlog.waiting);
      deferredRows.set({ consumer }, backlog.deferred);
      parkedRows.set({ consumer }, backlog.parked);
    },
    startRound: () => rounds.startTimer({ consumer }),
    startApply: () => applies.startTimer({ consumer }),
  };
}
