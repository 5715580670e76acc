'use client';
import { useTranslations } from 'next-intl';
import { Price } from '@/components/ui/price';
import { StatusBadge, type StatusTone } from '@/components/ui/status-badge';
import type { OrderRefund, PaymentStatus } from '@/lib/api/types';

export type RefundStage = 'asked' | 'under_way' | 'succeeded' | 'failed';

const tones: Record<RefundStage, StatusTone> = {
  asked: 'live',
  under_way: 'live',
  succeeded: 'success',
  failed: 'danger',
};

/** How far a refund is, told from the order and from the payment that carries it out. */
export function stageOf({ status }: OrderRefund, payment: PaymentStatus | undefined): RefundStage {
  return status === 'asked' && payment === 'refunding' ? 'under_way' : status;
}

interface RefundsProps {
  refunds: readonly OrderRefund[];
  /** Of the payment that bought the tickets. */
  paymentStatus: PaymentStatus | undefined;
}

/** Every refund with its amount, its reason and how far it is. */
export function Refunds({ refunds, paymentStatus }: RefundsProps) {
  const t = useTranslations('order.refunds');
  if (refunds.length === 0) return null;
  return (
    <section aria-labelledby="refunds" className="grid gap-4">
      <h2 id="refunds" className="text-xl">
        {t('title')}
      </h2>
      <ul className="grid gap-3" aria-live="polite">
        {refunds.map((refund, index) => {
          const stage = stageOf(refund, paymentStatus);
          return (
            <li
              // Refunds are never reordered or removed, and have no public id.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              key={index}
              className="grid gap-1 rounded-card border border-line bg-surface p-5"
            >
              <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <Price value={refund.amount} className="font-display text-xl font-bold" />
                <StatusBadge tone={tones[stage]}>{t(`stages.${stage}.badge`)}</StatusBadge>
              </p>
              <p>{t(`reasons.${refund.reason}`)}</p>
              <p className="text-sm text-muted">{t(`stages.${stage}.detail`)}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
