import type { Bus, Subscription } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Logger } from '@marquee/common/logging';
import { traceListener } from '@marquee/common/tracing';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics, OccurredAt } from '../../live-metrics.js';
import { type Telling, tellingOf, toldAggregateTypes } from '../../triggers.js';

export interface FollowBusDependencies {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: LiveMetrics;
  readonly limits: Pick<RealtimeLimits, 'recentMs'>;
  readonly tell: (telling: Telling, occurredAt: OccurredAt) => void;
  /** The bus was lost and is back. */
  readonly onGap: () => void;
}

/**
 * Reads the bus for this replica alone: first what changed lately, which joins are answered with,
 * then what comes. Resolves when the past has been read.
 */
export async function followBus(deps: FollowBusDependencies): Promise<Subscription> {
  const { bus, clock, logger, metrics, limits } = deps;
  let isPast = true;

  function hear(event: DomainEvent): void {
    try {
      const telling = tellingOf(event);
      if (telling === null) return;
      // The past is as old as it should be: it says nothing of how soon we tell.
      deps.tell(telling, isPast ? null : new Date(event.occurredAt));
    } catch (error) {
      metrics.refused('unreadable_domain_event');
      logger.error({ err: error, eventId: event.id, type: event.type }, 'told nobody of it');
    }
  }

  const since = new Date(clock.now().getTime() - limits.recentMs);
  const listener = traceListener('realtime', hear);
  const following = await bus.follow(toldAggregateTypes, since, listener, deps.onGap);
  isPast = false;
  return following;
}
