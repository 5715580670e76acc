import type { Clock } from '@marquee/common/clock';
import type { OrderId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Database } from '@marquee/common/mongo';
import { createOutbox } from '@marquee/common/outbox';
import { ordersModels } from './data/models.js';
import { createRepositories } from './data/repositories.js';
import type { Order, OrderRefund } from './domain/order.js';
import { leftToRefund } from './domain/refund.js';
import {
  type AskAnswer,
  type AskRefusal,
  askForFailed,
  askForRefund,
  type RefundRequest,
} from './features/ask-refund/ask-refund.js';

export type { AskRefusal, RefundRequest } from './features/ask-refund/ask-refund.js';

/** What an operator must know of an order to give its money back. */
export interface RefundableOrder extends Pick<Order, 'orderId' | 'status' | 'total' | 'refunds'> {
  /** What was not asked back yet. */
  readonly left: Money;
}

export type RefundAnswer =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'refused';
      readonly order: RefundableOrder;
      readonly why: AskRefusal;
    }
  | {
      /** This very refund was asked for before. */
      readonly kind: 'known';
      readonly order: RefundableOrder;
      readonly refund: OrderRefund;
    }
  | {
      readonly kind: 'asked';
      readonly order: RefundableOrder;
      readonly asked: Order['refunds'];
    };

/** What an operator does with refunds, on the service's database while the service runs. */
export function createRefundDesk(deps: { readonly database: Database; readonly clock: Clock }) {
  const models = ordersModels(deps.database.connection);
  const repositories = createRepositories(models, createOutbox(deps));
  const all = { ...deps, ...repositories };
  return {
    ask: async (request: RefundRequest) => shown(await askForRefund(all, request)),
    askAgain: async (orderId: OrderId) => shown(await askForFailed(all, orderId)),
    async show(orderId: OrderId): Promise<RefundAnswer> {
      const found = await repositories.orders.findOrder(orderId);
      if (found === null) return { kind: 'unknown' };
      return shown({ kind: 'asked', order: found.order, asked: [] });
    },
  };
}
export type RefundDesk = ReturnType<typeof createRefundDesk>;

function shown(answer: AskAnswer): RefundAnswer {
  if (answer.kind === 'unknown') return answer;
  const { orderId, status, total, refunds } = answer.order;
  const order = { orderId, status, total, refunds, left: leftToRefund(answer.order) };
  return { ...answer, order };
}
