'use client';
import { useTranslations } from 'next-intl';
import { Countdown } from '@/components/ui/countdown';
import type { Order } from '@/lib/api/types';
import { useServerOffsetMs } from '@/lib/api/use-server-offset';

/** How long the seats stay ours, by the server's clock. */
export function HoldTimer({ order, onEnd }: { order: Order; onEnd: () => void }) {
  const t = useTranslations('checkout');
  const offsetMs = useServerOffsetMs();
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-lg">
      <span className="text-muted">{t('heldFor', { count: order.items.length })}</span>
      <Countdown
        expiresAt={order.expiresAt}
        offsetMs={offsetMs}
        onEnd={onEnd}
        className="rounded-control bg-live-soft px-2.5 font-display text-xl font-bold text-live"
      />
    </p>
  );
}
