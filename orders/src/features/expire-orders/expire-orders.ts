import type { OrderId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import { changesOf } from '../../data/transitions.js';
import type { AwaitingOrder } from '../../domain/order.js';
import { expire, type OrderInHand } from '../../domain/transition.js';

export interface ExpireOrdersDeps {
  readonly database: Database;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
}

/** Ends those of the orders whose holds are over by the database's clock; answers how many. */
export function expireOrders(
  deps: ExpireOrdersDeps,
  orderIds: readonly OrderId[],
): Promise<number> {
  return deps.database.transact(async (session) => {
    const found = await deps.hands.read(session, orderIds);
    if (found === null) return 0;
    const due = found.hands.filter(
      (hand): hand is OrderInHand<AwaitingOrder> =>
        hand.order.status === 'awaiting_payment' && hand.order.expiresAt <= found.now,
    );
    await deps.changes.write(session, changesOf(due.map(expire), {}));
    return due.length;
  });
}
