import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { orderState } from '@marquee/common/contracts/order';
import type { Session } from '@marquee/common/mongo';
import type { OrderRow } from '../../data/order.model.js';
import { known, type OrderRepository } from '../../data/order.repository.js';
import { type AwardSalesDependencies, awardSales } from './award-sales.js';

export interface FollowOrdersDependencies extends AwardSalesDependencies {
  readonly orders: OrderRepository;
}

/**
 * Keeps the replica of orders. An order that has decided something wakes its payments in the same
 * transaction; what becomes of them is read from the replica by whoever advances them.
 */
export function followOrders(deps: FollowOrdersDependencies) {
  const { orders, payments, events: replica } = deps;
  return async (session: Session, events: readonly DomainEvent[]): Promise<void> => {
    const rows = events.map(replicaOf);
    await orders.save(session, rows);
    const decided = rows.filter(hasDecided).map((row) => row._id);
    if (decided.length > 0) await payments.wake(session, decided);
    const owing = rows.filter(owesMoney).map((row) => row._id);
    if (owing.length > 0) await payments.wakeCaptured(session, owing);
    // What was kept from a payout for a refund that failed is due again.
    const kept = rows.filter(({ refunds }) => refunds.some(({ status }) => status === 'failed'));
    await replica.unsettle(
      session,
      kept.flatMap(({ eventId }) => eventId ?? []),
    );
    await awardSales(deps, session, rows.map(known));
  };
}

function replicaOf(event: DomainEvent): OrderRow {
  const state = orderState.parse(event.data);
  return {
    _id: state.orderId,
    buyerId: state.buyerId,
    total: state.total,
    status: state.status,
    expiresAt: new Date(state.expiresAt),
    rejectedPaymentIds: state.rejectedPaymentIds,
    eventId: state.eventId,
    items: state.items.map(({ ticketId, sellerId, price }) => ({ ticketId, sellerId, price })),
    refunds: state.refunds.map(({ askedAt: _, ...refund }) => refund),
    version: event.aggregateVersion,
    ...(state.paymentId !== undefined && { paymentId: state.paymentId }),
  };
}

function hasDecided({ status, rejectedPaymentIds }: OrderRow): boolean {
  return status !== 'awaiting_payment' || rejectedPaymentIds.length > 0;
}

/** Money that was captured may have to go back: it was asked for, or the order went without it. */
function owesMoney({ status, rejectedPaymentIds, refunds }: OrderRow): boolean {
  const ended = status === 'cancelled' || status === 'expired';
  return ended || rejectedPaymentIds.length > 0 || refunds.some((r) => r.status === 'asked');
}
