import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Poster } from '@/components/ui/poster';
import { usePriceText } from '@/components/ui/price';
import type { MarqueeEvent } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import { paths } from '@/lib/paths';
import { EventDate } from './event-date';
import { LinkPending } from './link-pending';

/** Few enough that the number is worth saying. */
const FEW_LEFT = 10;

export function EventCard({ event, className }: { event: MarqueeEvent; className?: string }) {
  const t = useTranslations('common.card');
  const priceText = usePriceText();
  const isLive = event.status === 'scheduled';
  return (
    <article className={classNames('group relative grid content-start gap-3', className)}>
      <div className="overflow-hidden ring-1 ring-line transition-transform duration-150 group-hover:-translate-y-1">
        <Poster eventId={event.id} category={event.category} title={event.title} />
      </div>
      <div className="grid gap-0.5">
        <h3 className="text-lg leading-snug tracking-tight">
          <Link
            href={paths.event(event.id)}
            prefetch={false}
            className="after:absolute after:inset-0 group-hover:underline"
          >
            {event.title}
            <LinkPending />
          </Link>
        </h3>
        <p className="text-sm text-muted">
          <EventDate event={event} /> · {event.venue.city}
        </p>
        <p className="figures text-sm font-semibold">
          {!isLive
            ? t(event.status === 'cancelled' ? 'cancelled' : 'ended')
            : event.priceFrom === null
              ? t('noTickets')
              : t('from', { price: priceText(event.priceFrom) })}
          {isLive && event.availableCount > 0 && event.availableCount <= FEW_LEFT && (
            <span className="text-live"> · {t('fewLeft', { count: event.availableCount })}</span>
          )}
        </p>
      </div>
    </article>
  );
}
