import type { Metrics } from '../metrics/index.js';

export type Outcome = 'applied' | 'skipped' | 'duplicate';

export interface InboxMetrics {
  count(outcome: Outcome, events: number): void;
  retried(): void;
  parked(): void;
  /** Returns what to call when the round is over. */
  startRound(): () => void;
}

export function createInboxMetrics(metrics: Metrics, consumer: string): InboxMetrics {
  const events = metrics.counter('inbox_events_total', 'Domain events a consumer dealt with', [
    'consumer',
    'outcome',
  ]);
  const retries = metrics.counter('inbox_retries_total', 'Deliveries put off', ['consumer']);
  const parked = metrics.counter('inbox_parked_total', 'Deliveries given up', ['consumer']);
  const rounds = metrics.histogram('inbox_round_seconds', 'Time of a round', ['consumer']);
  return {
    count: (outcome, count) => {
      if (count > 0) events.inc({ consumer, outcome }, count);
    },
    retried: () => retries.inc({ consumer }),
    parked: () => parked.inc({ consumer }),
    startRound: () => rounds.startTimer({ consumer }),
  };
}
