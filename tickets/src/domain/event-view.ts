import type { Money } from '@marquee/common/money';
import { type Event, hasEnded, isOnSale, type Venue } from './event.js';

/** An Event as everybody sees it. */
export interface EventView {
  readonly id: string;
  readonly organiserId: string;
  readonly title: string;
  readonly description: string;
  readonly venue: Venue;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly category: string;
  readonly status: 'scheduled' | 'cancelled' | 'ended';
  readonly priceFrom: Money | null;
  readonly availableCount: number;
  readonly version: number;
}

/** That an Event is over, and that nothing of it can be bought any more, follow from the clock. */
export function viewOfEvent(event: Event, now: Date): EventView {
  const onSale = isOnSale(event, now);
  const over = event.status === 'scheduled' && hasEnded(event, now);
  return {
    id: event.id,
    organiserId: event.organiserId,
    title: event.title,
    description: event.description,
    venue: event.venue,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    category: event.category,
    status: over ? 'ended' : event.status,
    priceFrom: onSale ? event.priceFrom : null,
    availableCount: onSale ? event.availableCount : 0,
    version: event.version,
  };
}
