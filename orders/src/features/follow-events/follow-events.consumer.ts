import type { EventDomainEvent } from '@marquee/common/contracts/event';
import { createStateConsumer, type StateConsumerOptions } from '@marquee/common/inbox';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';
import { followEvents } from './follow-events.js';

type ConsumerDeps = Omit<
  StateConsumerOptions<EventDomainEvent>,
  'name' | 'aggregateTypes' | 'apply'
>;

export function followEventsConsumer(deps: ConsumerDeps, events: SalesEventRepository) {
  return createStateConsumer<EventDomainEvent>({
    ...deps,
    name: 'orders.event',
    aggregateTypes: ['event'],
    apply: (session, news) => followEvents(events, session, news),
  });
}
