import type { EventDraft } from '@/lib/api/seller.browser';
import type { MarqueeEvent } from '@/lib/api/types';
import { emptyDraft, type SellDraft } from './draft';
import { eventRequest } from './requests';
import { utcToZonedTime } from './zoned-time';

/** An Event as the form shows it, its times on the clocks of its own place. */
export function draftOf(event: MarqueeEvent): SellDraft {
  const { name, city, country, timeZone } = event.venue;
  return {
    ...emptyDraft(timeZone),
    mode: 'new',
    newEvent: {
      title: event.title,
      description: event.description,
      category: event.category,
      venueName: name,
      city,
      country,
      timeZone,
      startsAt: utcToZonedTime(event.startsAt, timeZone),
      endsAt: utcToZonedTime(event.endsAt, timeZone),
    },
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs; a venue is always sent whole, a time only to the minute it was typed to. */
export function changedFields(event: MarqueeEvent, draft: SellDraft): Partial<EventDraft> {
  const before = eventRequest(draftOf(event));
  const after = eventRequest(draft);
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => {
      return !isSame(value, before[field as keyof EventDraft]);
    }),
  );
}
