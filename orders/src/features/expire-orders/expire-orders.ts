import { between, type FaultPoint, noFaults } from '@marquee/common/fault-point';
import type { OrderId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import { changesOf } from '../../data/transitions.js';
import type { AwaitingOrder } from '../../domain/order.js';
import type { OrderInHand } from '../../domain/order-in-hand.js';
import { expire } from '../../domain/transition.js';

export interface ExpireOrdersDeps {
  readonly database: Database;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
  /** Called around every await; tests stop there. */
  readonly faultPoint?: FaultPoint;
}

/** Ends those of the orders whose holds are over by the database's clock; answers how many. */
export function expireOrders(
  deps: ExpireOrdersDeps,
  orderIds: readonly OrderId[],
): Promise<number> {
  const { database, hands, changes, faultPoint = noFaults } = deps;
  return database.transact(async (session) => {
    const found = await between(faultPoint, 'expire.read', () => hands.read(session, orderIds));
    if (found === null) return 0;
    const due = found.hands.filter(
      (hand): hand is OrderInHand<AwaitingOrder> =>
        hand.order.status === 'awaiting_payment' && hand.order.expiresAt <= found.now,
    );
    const expired = changesOf(due.map(expire), {});
    await between(faultPoint, 'expire.write', () => changes.write(session, expired));
    return due.length;
  });
}
