'use client';

import { useTranslations } from 'next-intl';
import { LiveMark } from '@/components/ui/live-mark';
import { useViewers } from '@/lib/live/use-viewers';

/** How fresh the market is, and how many look at it: a number and never who. */
export function MarketPulse({ eventId, isLive }: { eventId: string; isLive: boolean }) {
  const t = useTranslations('event.market');
  const viewers = useViewers(eventId);
  return (
    <p className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1">
      <LiveMark isLive={isLive} />
      {viewers !== null && viewers > 1 && (
        <span className="figures text-sm text-muted">{t('viewers', { count: viewers })}</span>
      )}
    </p>
  );
}
