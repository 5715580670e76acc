import type { PaymentDomainEvent } from '@marquee/common/contracts/payment';
import { newId, type RefundId } from '@marquee/common/ids';
import type { Session } from '@marquee/common/mongo';
import { causeOf } from '../../data/announcements.js';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { Order } from '../../domain/order.js';
import { handAfter, type Transition } from '../../domain/order-in-hand.js';
import { settle } from '../../domain/settle.js';

export interface SettlePaymentsDeps {
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
}

/**
 * Orders decides what a payment's news means: an authorised one wins its order or is told no, a
 * captured one completes it, one that ended without money gives the tickets back, and money that
 * went back ends the order once it is all of it.
 */
export async function settlePayments(
  deps: SettlePaymentsDeps,
  session: Session,
  news: readonly PaymentDomainEvent[],
): Promise<void> {
  const found = await deps.hands.read(
    session,
    news.map((event) => event.data.orderId),
  );
  const inHand = new Map(found?.hands.map((hand) => [hand.order.orderId, hand]));
  const moved = news.flatMap((event) => {
    const hand = inHand.get(event.data.orderId);
    if (hand === undefined || found === null)
      throw new Error(`Payment ${event.aggregateId} is for an order that never was`);
    const moment = { now: found.now, refundId: newId<RefundId>() };
    const transition = settle(hand, event.data, moment);
    if (transition === null) return [];
    // A second payment of the same order in this round is decided from what the first made of it.
    inHand.set(hand.order.orderId, handAfter(hand, transition));
    return [{ transition, cause: causeOf(event) }];
  });
  await touchEvents(deps, session, moved);
  await deps.changes.write(session, {
    transitions: moved,
    tickets: moved.flatMap(({ transition, cause }) =>
      transition.tickets.map((change) => ({ change, cause })),
    ),
  });
}

/**
 * What happens to orders that have won collides with a cancellation of the Event: its closing
 * passes over them once, so nobody would look at their tickets or their money again.
 */
async function touchEvents(
  deps: SettlePaymentsDeps,
  session: Session,
  moved: readonly { readonly transition: Transition }[],
): Promise<void> {
  const eventIds = moved
    .filter(({ transition: { before, after } }) => hasWon(before) || hasWon(after))
    .map(({ transition }) => transition.after.eventId);
  if (eventIds.length > 0) await deps.hands.touchEvents(session, eventIds);
}

const hasWon = ({ status }: Order) => status === 'paying' || status === 'complete';
