import { useTranslations } from 'next-intl';
import { Price } from '@/components/ui/price';
import type { Order } from '@/lib/api/types';
import { refundedOf } from '@/lib/order-outcome';

const stages = {
  asked: 'refundAsked',
  failed: 'refundFailed',
  succeeded: 'refundSucceeded',
} as const;

interface ReceiptSumsProps {
  order: Order;
  dateText: (iso: string) => string;
}

/** The total, what went back of it or is about to, and what was paid in the end. */
export function ReceiptSums({ order, dateText }: ReceiptSumsProps) {
  const t = useTranslations('order.receiptPage');
  const { total, refunds = [] } = order;
  const refunded = refundedOf(order);
  const line = 'flex flex-wrap items-baseline justify-between gap-x-4';
  return (
    <dl className="grid gap-2">
      <div className={line}>
        <dt className="font-semibold">{t('total')}</dt>
        <dd className="ml-auto">
          <Price value={total} className="font-display text-xl font-bold" />
        </dd>
      </div>
      {refunds.map((refund, index) => (
        // Refunds are never reordered or removed, and have no public id.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <div key={index} className={line}>
          <dt>
            {t('refund', { date: dateText(refund.askedAt) })}{' '}
            <span className="text-muted">({t(stages[refund.status])})</span>
          </dt>
          <dd className="ml-auto">
            <Price value={{ ...refund.amount, amount: -refund.amount.amount }} />
          </dd>
        </div>
      ))}
      {refunded.amount > 0 && (
        <div className={`${line} border-t border-line pt-2`}>
          <dt className="font-semibold">{t('kept')}</dt>
          <dd className="ml-auto">
            <Price
              value={{ ...total, amount: total.amount - refunded.amount }}
              className="font-semibold"
            />
          </dd>
        </div>
      )}
    </dl>
  );
}
