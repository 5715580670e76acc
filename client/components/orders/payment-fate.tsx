'use client';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { usePriceText } from '@/components/ui/price';
import type { FateKind, PaymentFate } from '@/lib/payment-fate';

const looks: Record<FateKind, 'info' | 'success' | 'warning'> = {
  released_late: 'info',
  released_let_go: 'info',
  released_second: 'success',
  released: 'info',
  releasing: 'warning',
  returning: 'warning',
  returned: 'success',
  failed: 'info',
};

/** What became of money that bought no tickets: what happened, whether it is safe, what now. */
export function PaymentFates({ fates }: { fates: readonly PaymentFate[] }) {
  const t = useTranslations('order.fate');
  const priceText = usePriceText();
  if (fates.length === 0) return null;
  return (
    <div aria-live="polite" className="grid gap-4">
      {fates.map(({ payment, kind }) => (
        <Notice key={payment.id} kind={looks[kind]} title={t(`${kind}.title`)}>
          {t(`${kind}.detail`, { amount: priceText(payment.amount) })}
        </Notice>
      ))}
    </div>
  );
}
