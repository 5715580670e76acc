import { traceWork } from '@marquee/common/tracing';
import type { PaymentRow } from '../data/payment.model.js';
import { advancePayment } from './advance-payment.js';
import type { StepDependencies } from './step-dependencies.js';

/** Runs steps for requests and for the worker. */
export interface Advancer {
  /** Never rejects: a run that failed is logged and repeated when its lease has ended. */
  advance(leased: PaymentRow): Promise<void>;
  /** Resolves when every run that was begun has ended. */
  drain(): Promise<void>;
}

export function createAdvancer(deps: StepDependencies): Advancer {
  const running = new Set<Promise<void>>();

  async function run(leased: PaymentRow): Promise<void> {
    try {
      const facts = {
        'marquee.payment_id': leased._id,
        'marquee.request_id': leased.correlationId,
      };
      await traceWork('advance payment', facts, () => advancePayment(deps, leased));
    } catch (error) {
      deps.logger.error({ err: error, paymentId: leased._id }, 'a payment could not be advanced');
    }
  }

  return {
    async advance(leased) {
      const work = run(leased);
      running.add(work);
      await work;
      running.delete(work);
    },
    async drain() {
      await Promise.all(running);
    },
  };
}
