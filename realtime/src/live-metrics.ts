import type { Clock } from '@marquee/common/clock';
import type { Metrics } from '@marquee/common/metrics';

/** When what is told happened; null when it is told late because we began late. */
export type OccurredAt = Date | null;

export interface LiveMetrics {
  opened(namespace: string): void;
  closed(namespace: string, reason: string): void;
  refused(reason: string): void;
  /** A message sent, and to how many sockets. */
  told(message: string, sockets: number): void;
  /** A domain event is handed to sockets now; null for one that this replica was not there for. */
  reached(occurredAt: OccurredAt): void;
  becameSlow(): void;
}

export function createLiveMetrics(metrics: Metrics, clock: Clock): LiveMetrics {
  const sockets = metrics.gauge('live_sockets', 'Sockets open on this replica', ['namespace']);
  const closed = metrics.counter('live_sockets_closed_total', 'Sockets closed, and why', [
    'namespace',
    'reason',
  ]);
  const refused = metrics.counter('live_refusals_total', 'What was refused, and why', ['reason']);
  const messages = metrics.counter('live_messages_total', 'Messages sent to rooms', ['message']);
  const deliveries = metrics.counter('live_deliveries_total', 'Messages times their sockets', [
    'message',
  ]);
  const delays = metrics.histogram(
    'live_event_to_socket_seconds',
    'From a domain event to the moment its message is handed to the sockets that are to hear it',
  );
  const slow = metrics.counter('live_slow_sockets_total', 'Sockets that fell behind');
  return {
    opened: (namespace) => sockets.inc({ namespace }),
    closed(namespace, reason) {
      sockets.dec({ namespace });
      closed.inc({ namespace, reason });
    },
    refused: (reason) => refused.inc({ reason }),
    told(message, count) {
      messages.inc({ message });
      deliveries.inc({ message }, count);
    },
    reached(occurredAt) {
      if (occurredAt === null) return;
      delays.observe(Math.max(clock.now().getTime() - occurredAt.getTime(), 0) / 1_000);
    },
    becameSlow: () => slow.inc(),
  };
}
