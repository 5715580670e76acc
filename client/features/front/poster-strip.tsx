import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventDateText } from '@/components/events/event-date';
import { LinkPending } from '@/components/events/link-pending';
import { Poster } from '@/components/ui/poster';
import type { MarqueeEvent } from '@/lib/api/types';
import { paths } from '@/lib/paths';

/** The wall one stops at: what is on next, edge to edge. */
export function PosterStrip({ events }: { events: readonly MarqueeEvent[] }) {
  const t = useTranslations('front');
  const dateText = useEventDateText();
  return (
    <section aria-label={t('next')} className="pt-8 sm:pt-12">
      <ul className="flex snap-x gap-3 overflow-x-auto px-(--strip-edge) py-2 [--strip-edge:max(1rem,calc((100vw-75rem)/2+2.5rem))] scroll-px-(--strip-edge) sm:gap-4">
        {events.map((event) => (
          <li
            key={event.id}
            className="relative w-40 shrink-0 snap-start ring-1 ring-line transition-transform duration-150 hover:-translate-y-1 sm:w-52 lg:w-60"
          >
            <Poster
              eventId={event.id}
              category={event.category}
              title={event.title}
              details={[event.venue.city, dateText(event)]}
            />
            <Link href={paths.event(event.id)} prefetch={false} className="absolute inset-0">
              <span className="sr-only">
                {`${event.title}, ${dateText(event)}, ${event.venue.city}`}
              </span>
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
