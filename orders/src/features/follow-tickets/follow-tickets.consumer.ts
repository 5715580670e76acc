import type { TicketDomainEvent } from '@marquee/common/contracts/ticket';
import { createStateConsumer, type StateConsumerOptions } from '@marquee/common/inbox';
import { type FollowTicketsDeps, followTickets } from './follow-tickets.js';

type ConsumerDeps = Omit<
  StateConsumerOptions<TicketDomainEvent>,
  'name' | 'aggregateTypes' | 'apply'
>;

export function followTicketsConsumer(deps: ConsumerDeps, followDeps: FollowTicketsDeps) {
  return createStateConsumer<TicketDomainEvent>({
    ...deps,
    name: 'orders.ticket',
    aggregateTypes: ['ticket'],
    apply: (session, news) => followTickets(followDeps, session, news),
  });
}
