import type { Clock } from '@marquee/common/clock';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { MailRepository } from '../../data/mail.repository.js';
import type { MailMetrics } from './mail-metrics.js';

export interface WatchMailsDependencies {
  readonly mails: MailRepository;
  readonly metrics: MailMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

const everyMs = 5_000;

/** Measures what waits, for the metrics of this process. */
export function createWatchMails({ mails, metrics, clock, logger }: WatchMailsDependencies): Job {
  return createLoop({
    name: 'watch-mails',
    clock,
    logger,
    async turn() {
      metrics.backlog(await mails.backlog());
      return { sleepMs: everyMs };
    },
  });
}
