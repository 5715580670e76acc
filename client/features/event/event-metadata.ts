import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { formattingLocale } from '@/i18n/formatting-locale';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { formatDayAndTime } from '@/lib/dates';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';

/** Title, description and Open Graph of an Event's page. */
export async function eventMetadata(event: MarqueeEvent): Promise<Metadata> {
  const t = await getTranslations('event.meta');
  const locale = formattingLocale(await getLocale());
  const { venue } = event;
  const title = t('title', { title: event.title, city: venue.city });
  const description = t('description', {
    title: event.title,
    venue: venue.name,
    city: venue.city,
    date: formatDayAndTime(
      event.startsAt,
      { formattingLocale: locale, timeZone: venue.timeZone },
      clock.nowMs(),
    ),
    price: event.priceFrom === null ? 'none' : formatMoney(event.priceFrom, locale),
  });
  return {
    title,
    description,
    alternates: { canonical: paths.event(event.id) },
    openGraph: { title, description, url: paths.event(event.id), type: 'website' },
    ...(event.status === 'cancelled' ? { robots: { index: false } } : {}),
  };
}
