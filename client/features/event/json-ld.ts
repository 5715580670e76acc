import type { MarqueeEvent, Ticket } from '@/lib/api/types';
import { toDecimalText } from '@/lib/money';
import { groupBySection } from './sections';

const statuses: Record<MarqueeEvent['status'], string> = {
  scheduled: 'https://schema.org/EventScheduled',
  cancelled: 'https://schema.org/EventCancelled',
  ended: 'https://schema.org/EventScheduled',
};

const types: Record<MarqueeEvent['category'], string> = {
  concert: 'MusicEvent',
  sport: 'SportsEvent',
  theatre: 'TheaterEvent',
  comedy: 'ComedyEvent',
  festival: 'Festival',
  family: 'ChildrensEvent',
  other: 'Event',
};

/** The Event as schema.org knows it, with one offer for each section that has free tickets. */
export function eventJsonLd(event: MarqueeEvent, tickets: readonly Ticket[], url: string) {
  const offers = groupBySection(tickets, 1).flatMap(({ name, lowestPrice, freeCount }) =>
    lowestPrice === null
      ? []
      : [
          {
            '@type': 'Offer',
            name,
            url,
            price: toDecimalText(lowestPrice),
            priceCurrency: lowestPrice.currency,
            availability:
              freeCount > 10
                ? 'https://schema.org/InStock'
                : 'https://schema.org/LimitedAvailability',
            validThrough: event.startsAt,
          },
        ],
  );
  return {
    '@context': 'https://schema.org',
    '@type': types[event.category],
    name: event.title,
    description: event.description,
    url,
    image: `${url}/opengraph-image`,
    startDate: event.startsAt,
    endDate: event.endsAt,
    eventStatus: statuses[event.status],
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: event.venue.name,
      address: {
        '@type': 'PostalAddress',
        addressLocality: event.venue.city,
        addressCountry: event.venue.country,
      },
    },
    offers,
  };
}

/** JSON that cannot end its script element. */
export const scriptSafeJson = (value: unknown): string =>
  JSON.stringify(value).replace(/</g, '\\u003c');
