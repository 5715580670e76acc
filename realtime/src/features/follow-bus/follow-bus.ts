import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Logger } from '@marquee/common/logging';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';
import { type Telling, tellingOf, toldAggregateTypes } from '../../triggers.js';

export interface FollowBusDependencies {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: LiveMetrics;
  readonly limits: Pick<RealtimeLimits, 'recentMs'>;
  readonly tell: (telling: Telling) => void;
  /** The bus was lost and is back. */
  readonly onGap: () => void;
}

/**
 * Reads the bus for this replica alone: first what changed lately, which joins are answered with,
 * then what comes. Resolves when the past has been read.
 */
export function followBus(deps: FollowBusDependencies) {
  const { bus, clock, logger, metrics, limits } = deps;

  function hear(event: DomainEvent): void {
    try {
      const telling = tellingOf(event);
      if (telling === null) return;
      deps.tell(telling);
      metrics.delay((clock.now().getTime() - Date.parse(event.occurredAt)) / 1_000);
    } catch (error) {
      metrics.refused('unreadable_domain_event');
      logger.error({ err: error, eventId: event.id, type: event.type }, 'told nobody of it');
    }
  }

  const since = new Date(clock.now().getTime() - limits.recentMs);
  return bus.follow(toldAggregateTypes, since, hear, deps.onGap);
}
