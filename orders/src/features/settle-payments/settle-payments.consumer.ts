import type { PaymentDomainEvent } from '@marquee/common/contracts/payment';
import { createStateConsumer, type StateConsumerOptions } from '@marquee/common/inbox';
import { type SettlePaymentsDeps, settlePayments } from './settle-payments.js';

type ConsumerDeps = Omit<
  StateConsumerOptions<PaymentDomainEvent>,
  'name' | 'aggregateTypes' | 'apply'
>;

export function settlePaymentsConsumer(deps: ConsumerDeps, settleDeps: SettlePaymentsDeps) {
  return createStateConsumer<PaymentDomainEvent>({
    ...deps,
    name: 'orders.payment',
    aggregateTypes: ['payment'],
    apply: (session, news) => settlePayments(settleDeps, session, news),
  });
}
