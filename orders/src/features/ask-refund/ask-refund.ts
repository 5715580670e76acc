import { newId, type OrderId, type RefundId } from '@marquee/common/ids';
import type { Database, Session } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import type { RefundRepository } from '../../data/refund.repository.js';
import { changesOf } from '../../data/transitions.js';
import type { Order, OrderRefund, OrderStep } from '../../domain/order.js';
import { transition } from '../../domain/order-in-hand.js';
import {
  type AskedRefund,
  askAgain,
  askRefund,
  type RefundAsk,
  type RefundRefusal,
} from '../../domain/refund.js';
import { findTwin, isRepeated } from '../../domain/repeated-refund.js';

export interface AskRefundDeps {
  readonly database: Database;
  readonly hands: HandsRepository;
  readonly refunds: RefundRepository;
  readonly changes: ChangesRepository;
}

export interface RefundRequest extends Pick<RefundAsk, 'refundId' | 'reason' | 'tickets'> {
  readonly orderId: OrderId;
  /** Null: all that is left. In the currency of the order. */
  readonly amountMinorUnits: number | null;
  /** Meant although one like it was asked for just now. */
  readonly isTwinMeant: boolean;
}

export type AskRefusal = RefundRefusal | 'nothing_failed' | 'other_contents' | 'asked_just_now';

export type AskAnswer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly order: Order; readonly why: AskRefusal }
  | { readonly kind: 'known'; readonly order: Order; readonly refund: OrderRefund }
  | { readonly kind: 'asked'; readonly order: Order; readonly asked: readonly OrderRefund[] };

type Decide = (order: Order, now: Date, session: Session) => Promise<AskAnswer>;

/**
 * A person decides that money goes back. Payments hears it, and carries it out. Asked again with
 * the same id, it says what became of it.
 */
export function askForRefund(deps: AskRefundDeps, request: RefundRequest): Promise<AskAnswer> {
  const { orderId, refundId, amountMinorUnits, reason, tickets, isTwinMeant } = request;
  return decide(deps, orderId, async (order, askedAt, session) => {
    const amount = amountMinorUnits === null ? null : { ...order.total, amount: amountMinorUnits };
    const ask = { refundId, amount, reason, tickets, askedAt };
    const refund = order.refunds.find((one) => one.refundId === refundId);
    if (refund !== undefined && isRepeated(order, refund, ask))
      return { kind: 'known', order, refund };
    if (await deps.refunds.isKnown(session, refundId))
      return { kind: 'refused', order, why: 'other_contents' };
    if (!isTwinMeant && findTwin(order, ask) !== undefined)
      return { kind: 'refused', order, why: 'asked_just_now' };
    return record(deps, session, order, [askRefund(order, ask)]);
  });
}

/** Asks again for what finally failed, refund by refund. */
export function askForFailed(deps: AskRefundDeps, orderId: OrderId): Promise<AskAnswer> {
  return decide(deps, orderId, (order, askedAt, session) =>
    record(deps, session, order, askAgain(order, askedAt, newId<RefundId>)),
  );
}

function decide(deps: AskRefundDeps, orderId: OrderId, what: Decide): Promise<AskAnswer> {
  return deps.database.transact(async (session) => {
    const found = await deps.hands.read(session, [orderId]);
    const order = found?.hands[0]?.order;
    if (found === null || order === undefined) return { kind: 'unknown' };
    return what(order, found.now, session);
  });
}

/** Writes what was decided: all of it, or nothing. */
async function record(
  { changes }: AskRefundDeps,
  session: Session,
  order: Order,
  decided: readonly AskedRefund[],
): Promise<AskAnswer> {
  const refusal = decided.find((one) => one.kind === 'refused');
  if (refusal !== undefined) return { kind: 'refused', order, why: refusal.why };
  const steps: OrderStep[] = decided.flatMap((one) => (one.kind === 'asked' ? one.step : []));
  if (steps.length === 0) return { kind: 'refused', order, why: 'nothing_failed' };
  const moved = transition(order, steps);
  await changes.write(session, changesOf([moved], {}));
  const known = new Set(order.refunds.map(({ refundId }) => refundId));
  const asked = moved.after.refunds.filter(({ refundId }) => !known.has(refundId));
  return { kind: 'asked', order: moved.after, asked };
}
