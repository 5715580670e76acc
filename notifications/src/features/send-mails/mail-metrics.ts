import type { Metrics } from '@marquee/common/metrics';
import type { Outcome } from '../../data/leased-mail.repository.js';
import type { NewsKind } from '../../domain/news.js';

export interface MailMetrics {
  count(kind: NewsKind, outcome: Outcome): void;
  backlog(state: { readonly waiting: number; readonly oldestAgeMs: number }): void;
}

export function createMailMetrics(metrics: Metrics): MailMetrics {
  const waiting = metrics.gauge('mails_queued', 'Mails that wait to be sent, in the database');
  const oldest = metrics.gauge(
    'mails_oldest_unsent_seconds',
    'How long the oldest of them has waited; 0 when none does',
  );
  const sent = metrics.counter('mails_sent_total', 'Mails sent, or kept in the sandbox', ['kind']);
  const failed = metrics.counter('mails_failed_total', 'Mails given up', ['kind']);
  const retried = metrics.counter('mails_retried_total', 'Attempts to be repeated', ['kind']);
  const skipped = metrics.counter('mails_skipped_total', 'Mails not worth sending', [
    'kind',
    'reason',
  ]);
  return {
    count(kind, outcome) {
      switch (outcome.kind) {
        case 'kept':
        case 'sent':
          return sent.inc({ kind });
        case 'failed':
          return failed.inc({ kind });
        case 'again':
          return retried.inc({ kind });
        case 'skipped':
          return skipped.inc({ kind, reason: outcome.reason });
        case 'look-later':
          return;
      }
    },
    backlog(state) {
      waiting.set(state.waiting);
      oldest.set(state.oldestAgeMs / 1000);
    },
  };
}
