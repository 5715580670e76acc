import { Problem } from '@marquee/common/errors';
import type { EventId, UserId } from '@marquee/common/ids';
import type { RefundCounts, RefundRepository } from '../../data/refund.repository.js';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';

export interface GetRefundProgressDeps {
  readonly refunds: RefundRepository;
  readonly events: SalesEventRepository;
}

/** How far the refunds of an organiser's cancelled Event are; anybody else's Event is unknown. */
export async function getRefundProgress(
  { refunds, events }: GetRefundProgressDeps,
  eventId: EventId,
  userId: UserId,
): Promise<RefundCounts & { readonly eventId: EventId }> {
  if ((await events.findOrganiser(eventId)) !== userId)
    throw new Problem('not_found', 'You have no Event with this id.');
  return { eventId, ...(await refunds.countRefunds(eventId)) };
}
