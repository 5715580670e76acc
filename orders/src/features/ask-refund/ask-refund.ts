import { newId, type OrderId, type RefundId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { ChangesRepository } from '../../data/changes.repository.js';
import type { HandsRepository } from '../../data/hands.repository.js';
import { changesOf } from '../../data/transitions.js';
import type { Order, OrderRefund, OrderStep } from '../../domain/order.js';
import { transition } from '../../domain/order-in-hand.js';
import {
  type AskedRefund,
  askAgain,
  askRefund,
  failedRefunds,
  type RefundAsk,
  type RefundRefusal,
} from '../../domain/refund.js';

export interface AskRefundDeps {
  readonly database: Database;
  readonly hands: HandsRepository;
  readonly changes: ChangesRepository;
}

export interface RefundRequest extends Pick<RefundAsk, 'reason' | 'tickets'> {
  readonly orderId: OrderId;
  /** Null: all that is left. In the currency of the order. */
  readonly amountMinorUnits: number | null;
}

export type AskAnswer =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'refused';
      readonly order: Order;
      readonly why: RefundRefusal | 'nothing_failed';
    }
  | { readonly kind: 'asked'; readonly order: Order; readonly asked: readonly OrderRefund[] };

type Decide = (order: Order, askedAt: Date) => readonly AskedRefund[];

/** A person decides that money goes back. Payments hears it, and carries it out. */
export function askForRefund(deps: AskRefundDeps, request: RefundRequest): Promise<AskAnswer> {
  const { orderId, amountMinorUnits, reason, tickets } = request;
  return decide(deps, orderId, (order, askedAt) => {
    const amount = amountMinorUnits === null ? null : { ...order.total, amount: amountMinorUnits };
    const refundId = newId<RefundId>();
    return [askRefund(order, { refundId, amount, reason, tickets, askedAt })];
  });
}

/** Asks again for what finally failed, refund by refund. */
export function askForFailed(deps: AskRefundDeps, orderId: OrderId): Promise<AskAnswer> {
  return decide(deps, orderId, (order, askedAt) => {
    const all: AskedRefund[] = [];
    let now = order;
    for (const failed of failedRefunds(order)) {
      const asked = askAgain(now, failed, { refundId: newId<RefundId>(), askedAt });
      all.push(asked);
      if (asked.kind === 'asked') now = asked.step.after;
    }
    return all;
  });
}

function decide(deps: AskRefundDeps, orderId: OrderId, what: Decide): Promise<AskAnswer> {
  return deps.database.transact(async (session) => {
    const found = await deps.hands.read(session, [orderId]);
    const order = found?.hands[0]?.order;
    if (found === null || order === undefined) return { kind: 'unknown' };
    const decided = what(order, found.now);
    const refusal = decided.find((one) => one.kind === 'refused');
    if (refusal !== undefined) return { kind: 'refused', order, why: refusal.why };
    const steps: OrderStep[] = decided.flatMap((one) => (one.kind === 'asked' ? one.step : []));
    if (steps.length === 0) return { kind: 'refused', order, why: 'nothing_failed' };
    const moved = transition(order, steps);
    await deps.changes.write(session, changesOf([moved], {}));
    const known = new Set(order.refunds.map(({ refundId }) => refundId));
    const asked = moved.after.refunds.filter(({ refundId }) => !known.has(refundId));
    return { kind: 'asked', order: moved.after, asked };
  });
}
