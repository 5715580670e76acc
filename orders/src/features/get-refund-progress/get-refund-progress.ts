import { Problem } from '@marquee/common/errors';
import type { EventId, UserId } from '@marquee/common/ids';
import type { RefundCounts, RefundRepository } from '../../data/refund.repository.js';
import type { SalesEventRepository } from '../../data/sales-event.repository.js';

export interface GetRefundProgressDeps {
  readonly refunds: RefundRepository;
  readonly events: SalesEventRepository;
}

export interface RefundProgress extends RefundCounts {
  readonly eventId: EventId;
  /** Every order that is owed its money has been asked for: the counts are of all of them. */
  readonly isAskingOver: boolean;
}

/** How far the refunds of an organiser's cancelled Event are; anybody else's Event is unknown. */
export async function getRefundProgress(
  { refunds, events }: GetRefundProgressDeps,
  eventId: EventId,
  userId: UserId,
): Promise<RefundProgress> {
  if ((await events.findOrganiser(eventId)) !== userId)
    throw new Problem('not_found', 'You have no Event with this id.');
  // Read before the counts, which then cannot lack what was asked for meanwhile.
  const isAskingOver =
    (await events.isClosed(eventId)) && !(await refunds.isSomebodyPaying(eventId));
  return { eventId, ...(await refunds.countRefunds(eventId)), isAskingOver };
}
