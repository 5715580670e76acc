import { PublishRefused } from '../bus/port.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import type { Outcome } from './outcomes.js';

export interface Backlog {
  readonly pending: number;
  readonly parked: number;
  readonly oldestAgeSeconds: number;
}

export interface RelayMetrics {
  observe(outcome: Outcome, now: Date, error: unknown): void;
  /** The broker holds a version that is not in this outbox. */
  foreignVersion(): void;
  /** Published rows that were made pending again. */
  republished(rows: number): void;
  setBacklog(backlog: Backlog): void;
}

/** Counts, and says aloud, what becomes of a database's outbox rows. */
export function createRelayMetrics(
  metrics: Metrics,
  database: string,
  logger: Logger,
): RelayMetrics {
  const labels = ['database'] as const;
  const commitToAck = metrics.histogram(
    'outbox_commit_to_ack_seconds',
    'From the event to the first acknowledgement of the bus',
    labels,
  );
  const errors = metrics.counter('outbox_publish_errors_total', 'Publishes that failed', [
    'database',
    'kind',
  ]);
  const duplicates = metrics.counter(
    'outbox_broker_duplicates_total',
    'Publishes that the broker had already',
    labels,
  );
  const republished = metrics.counter(
    'outbox_republished_total',
    'Published rows sent again because the broker may not have them',
    labels,
  );
  const foreign = metrics.counter(
    'outbox_foreign_versions_total',
    'Times the broker held a version of an aggregate that its owner never committed',
    labels,
  );
  const parkedTotal = metrics.counter('outbox_parked_total', 'Rows given up', labels);
  const pending = metrics.gauge('outbox_pending_rows', 'Rows not yet published', labels);
  const parked = metrics.gauge('outbox_parked_rows', 'Rows that need a person', labels);
  const oldest = metrics.gauge(
    'outbox_oldest_unpublished_seconds',
    'Age of the oldest row that is not yet published, is not behind a parked one and no replay',
    labels,
  );

  return {
    observe(outcome, now, error) {
      const { row } = outcome;
      const fields = { eventId: row._id, type: row.event.type, aggregateId: row.aggregateId };
      if (outcome.kind === 'published') {
        const isFirst = row.replay === undefined && row.isRepeated === undefined;
        const seconds = (now.getTime() - row.occurredAt.getTime()) / 1_000;
        if (isFirst) commitToAck.observe({ database }, Math.max(seconds, 0));
        if (outcome.isDuplicate) duplicates.inc({ database });
        return;
      }
      if (outcome.kind === 'deferred') {
        logger.debug({ ...fields, afterMs: outcome.afterMs }, 'Waits for an earlier version');
        return;
      }
      errors.inc({ database, kind: error instanceof PublishRefused ? 'refused' : 'failed' });
      if (outcome.kind === 'parked') {
        parkedTotal.inc({ database });
        logger.error({ ...fields, err: error }, 'An outbox row was parked: it needs a person');
        return;
      }
      logger.debug({ ...fields, reason: outcome.reason }, 'The bus did not take an event');
    },
    foreignVersion: () => foreign.inc({ database }),
    republished: (rows) => republished.inc({ database }, rows),
    setBacklog(backlog) {
      pending.set({ database }, backlog.pending);
      parked.set({ database }, backlog.parked);
      oldest.set({ database }, backlog.oldestAgeSeconds);
    },
  };
}
