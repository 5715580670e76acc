'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { usePriceText } from '@/components/ui/price';
import type { Money } from '@/lib/api/types';

interface PayButtonProps {
  total: Money;
  isReady: boolean;
  isPending: boolean;
}

/** Says exactly what it does, and when one is charged: the same with every provider. */
export function PayButton({ total, isReady, isPending }: PayButtonProps) {
  const t = useTranslations('checkout');
  const priceText = usePriceText();
  return (
    <div className="grid gap-3">
      <Button type="submit" variant="primary" size="large" disabled={!isReady} pending={isPending}>
        {t('pay', { total: priceText(total) })}
      </Button>
      <p className="text-sm text-muted">{t('promise')}</p>
    </div>
  );
}
