import type { Metrics } from '../../metrics/index.js';

export interface LeaseMetrics {
  own(partitions: number): void;
  /** `uncleanly`: their owner died. */
  take(partitions: number, uncleanly: number): void;
  lose(partitions: number): void;
}

export function createLeaseMetrics(metrics: Metrics, database: string): LeaseMetrics {
  const owned = metrics.gauge('outbox_lease_partitions', 'Partitions this relay owns', [
    'database',
  ]);
  const taken = metrics.counter('outbox_lease_takeovers_total', 'Partitions this relay took', [
    'database',
    'from',
  ]);
  const lost = metrics.counter(
    'outbox_leases_lost_total',
    'Partitions that others took before this relay gave them back',
    ['database'],
  );
  return {
    own: (partitions) => owned.set({ database }, partitions),
    take(partitions, uncleanly) {
      taken.inc({ database, from: 'free' }, partitions - uncleanly);
      taken.inc({ database, from: 'dead' }, uncleanly);
    },
    lose: (partitions) => lost.inc({ database }, partitions),
  };
}
