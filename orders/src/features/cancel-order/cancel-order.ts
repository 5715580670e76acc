import { Problem } from '@marquee/common/errors';
import { between, type FaultPoint, noFaults } from '@marquee/common/fault-point';
import type { OrderId, UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { OrderNow } from '../../data/order.repository.js';
import { changesOf } from '../../data/transitions.js';
import { statusAt } from '../../domain/order.js';
import { cancel } from '../../domain/transition.js';
import { viewOrder } from '../../views/order-view.js';

export interface CancelOrderDeps {
  readonly database: Database;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
  /** Called around every await; tests stop there. */
  readonly faultPoint?: FaultPoint;
}

/** The buyer lets the seats go. Cancelling again changes nothing and answers the same. */
export function cancelOrder(
  deps: CancelOrderDeps,
  orderId: OrderId,
  buyerId: UserId,
): Promise<OrderNow> {
  const { database, hands, changes, faultPoint = noFaults } = deps;
  return database.transact(async (session) => {
    const found = await between(faultPoint, 'cancel.read', () => hands.read(session, [orderId]));
    const hand = found?.hands[0];
    if (found === null || hand === undefined || hand.order.buyerId !== buyerId)
      throw new Problem('not_found', 'You have no order with this id.');
    const { order } = hand;
    const { now } = found;
    if (order.status === 'cancelled') return { order, now };
    if (order.status !== 'awaiting_payment' || statusAt(order, now) === 'expired')
      throw new Problem('order_not_cancellable', 'It is too late to cancel this order.', {
        current: viewOrder(order, now),
      });
    const transition = cancel({ ...hand, order });
    const cancelled = changesOf([transition], {});
    await between(faultPoint, 'cancel.write', () => changes.write(session, cancelled));
    return { order: transition.after, now };
  });
}
