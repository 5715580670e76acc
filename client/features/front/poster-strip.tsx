import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EventDate } from '@/components/events/event-date';
import { LinkPending } from '@/components/events/link-pending';
import { Poster } from '@/components/ui/poster';
import { usePriceText } from '@/components/ui/price';
import type { MarqueeEvent } from '@/lib/api/types';
import { paths } from '@/lib/paths';

/** The wall one stops at: what is on next, edge to edge. */
export function PosterStrip({ events }: { events: readonly MarqueeEvent[] }) {
  const t = useTranslations('front');
  const card = useTranslations('common.card');
  const priceText = usePriceText();
  return (
    <section aria-label={t('next')} className="pt-8 sm:pt-12">
      <ul className="flex snap-x gap-3 overflow-x-auto px-(--strip-edge) py-2 [--strip-edge:max(1rem,calc((100vw-75rem)/2+2.5rem))] scroll-px-(--strip-edge) sm:gap-4">
        {events.map((event) => (
          <li
            key={event.id}
            className="relative grid w-40 shrink-0 snap-start content-start gap-2 transition-transform duration-150 hover:-translate-y-1 sm:w-52 lg:w-60"
          >
            <div className="ring-1 ring-line">
              <Poster eventId={event.id} category={event.category} title={event.title} />
            </div>
            <Link href={paths.event(event.id)} prefetch={false} className="absolute inset-0">
              <span className="sr-only">{event.title}</span>
              <LinkPending />
            </Link>
            <div className="text-sm">
              <p>
                <EventDate event={event} />
              </p>
              <p className="text-muted">{event.venue.city}</p>
              <p className="figures font-semibold">
                {event.priceFrom === null
                  ? card('noTickets')
                  : card('from', { price: priceText(event.priceFrom) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
