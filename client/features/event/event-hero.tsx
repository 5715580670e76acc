import { CalendarDays, MapPin, Tag } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EventDate, useEventDateText } from '@/components/events/event-date';
import { ReaderTimeHint } from '@/components/events/reader-time-hint';
import { Chip } from '@/components/ui/chip';

import { PriceIncludes } from '@/components/ui/price-includes';
import { StillPoster } from '@/components/ui/still-poster';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { ListRead } from '@/lib/api/list-read';
import type { MarqueeEvent, Ticket } from '@/lib/api/types';
import { formatTime } from '@/lib/dates';
import { HeroPrice } from './hero-price';

interface EventHeroProps {
  event: MarqueeEvent;
  tickets: ListRead<Ticket>;
}

/** The Event before its tickets: the poster, the name, when, where, and what a price means here. */
export function EventHero({ event, tickets }: EventHeroProps) {
  const t = useTranslations('event.facts');
  const common = useTranslations('common');
  const locale = formattingLocale(useLocale());
  const dateText = useEventDateText()(event);
  const { venue } = event;
  const until = formatTime(event.endsAt, { formattingLocale: locale, timeZone: venue.timeZone });
  const country = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  return (
    <header className="grid items-end gap-6 pt-6 pb-10 sm:grid-cols-[minmax(11rem,18rem)_1fr] sm:gap-10 sm:pt-12 sm:pb-14 lg:gap-14">
      <div className="w-40 shadow-raised ring-1 ring-line max-sm:mt-2 sm:w-full">
        <StillPoster
          eventId={event.id}
          category={event.category}
          title={event.title}
          details={[venue.city, dateText]}
        />
      </div>
      <div className="grid gap-6">
        <Chip className="justify-self-start">{common(`category.${event.category}`)}</Chip>
        <h1 className="text-3xl font-extrabold break-words hyphens-auto">{event.title}</h1>
        <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          <Fact icon={<CalendarDays aria-hidden="true" className="size-5" />} name={t('when')}>
            <span className="font-semibold">
              <EventDate event={event} withCity />
            </span>
            <span className="text-sm text-muted">{t('until', { time: until })}</span>
            <ReaderTimeHint startsAt={event.startsAt} timeZone={venue.timeZone} />
          </Fact>
          <Fact icon={<MapPin aria-hidden="true" className="size-5" />} name={t('where')}>
            <span className="font-semibold">{venue.name}</span>
            <span className="text-sm text-muted">
              {venue.city}, {regionName(country, venue.country)}
            </span>
          </Fact>
          <Fact icon={<Tag aria-hidden="true" className="size-5" />} name={t('price')}>
            <HeroPrice eventId={event.id} tickets={tickets} />
            <PriceIncludes />
          </Fact>
        </dl>
      </div>
    </header>
  );
}

/** Venues come with a code or with a name; only codes are translated. */
function regionName(names: Intl.DisplayNames, country: string): string {
  return /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country;
}

function Fact({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-3">
      <dt className="pt-0.5 text-muted">
        {icon}
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="grid content-start gap-0.5">{children}</dd>
    </div>
  );
}
