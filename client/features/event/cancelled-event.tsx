import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventDateText } from '@/components/events/event-date';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { StillPoster } from '@/components/ui/still-poster';

import type { MarqueeEvent } from '@/lib/api/types';
import { paths } from '@/lib/paths';

/** An Event that will not take place: said first, then what happens to the money. */
export function CancelledEvent({ event }: { event: MarqueeEvent }) {
  const t = useTranslations('event.cancelled');
  const date = useEventDateText()(event);
  const { title, venue } = event;
  return (
    <div className="page-frame grid items-start gap-10 py-12 sm:grid-cols-[14rem_1fr] sm:py-20">
      <div className="w-32 opacity-60 ring-1 ring-line grayscale sm:w-full">
        <StillPoster
          eventId={event.id}
          category={event.category}
          title={title}
          details={[venue.city, date]}
        />
      </div>
      <div className="grid max-w-prose gap-6">
        <h1 className="text-2xl">{t('title', { title })}</h1>
        <p className="text-lg text-muted">
          {t('lead', { date, venue: venue.name, city: venue.city })}
        </p>
        <Notice title={t('moneyTitle')}>{t('money')}</Notice>
        <div className="flex flex-wrap gap-3">
          <Button asChild variant="primary">
            <Link href={paths.search({ category: event.category })}>{t('toSearch')}</Link>
          </Button>
          <Button asChild>
            <Link href={paths.myTickets()} prefetch={false}>
              {t('toOrders')}
            </Link>
          </Button>
        </div>
      </div>
    </div>
  );
}
