'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Countdown } from '@/components/ui/countdown';
import { Price } from '@/components/ui/price';
import { useServerOffsetMs } from '@/lib/api/use-server-offset';
import { paths } from '@/lib/paths';
import type { OrderWithEvent } from './sort-orders';

/** An order that waits for its payment: how long it still waits, and the way on. */
export function UnfinishedOrder({ order, event }: OrderWithEvent) {
  const t = useTranslations('tickets');
  const router = useRouter();
  const offsetMs = useServerOffsetMs();
  return (
    <li className="flex flex-wrap items-center justify-between gap-4 rounded-card border border-edge bg-live-soft p-5">
      <div className="grid gap-1">
        <h3 className="text-lg leading-tight">{event?.title ?? t('unknownEvent')}</h3>
        <p className="flex flex-wrap items-baseline gap-x-2">
          {t('heldCount', { count: order.items.length })}
          <Price value={order.total} className="font-semibold" />
        </p>
        <p className="text-live">
          {t('yoursFor')}{' '}
          <Countdown
            expiresAt={order.expiresAt}
            offsetMs={offsetMs}
            onEnd={() => router.refresh()}
            className="font-bold"
          />
        </p>
      </div>
      <Button asChild variant="primary">
        <Link href={paths.checkout(order.id)}>{t('continue')}</Link>
      </Button>
    </li>
  );
}
