import type { Category, Currency, MarqueeEvent } from '@/lib/api/types';

export const steps = ['event', 'tickets', 'price', 'review'] as const;
export type Step = (typeof steps)[number];

/** A new Event as it is typed; times are the wall clock of its own zone. */
export interface NewEventDraft {
  title: string;
  description: string;
  category: Category;
  venueName: string;
  city: string;
  country: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
}

export interface SellDraft {
  version: 1;
  step: Step;
  mode: 'existing' | 'new';
  /** The Event the tickets are for, once it exists. */
  event: MarqueeEvent | null;
  newEvent: NewEventDraft;
  /** A publication whose answer was lost: look for the Event before making it again. */
  isEventUncertain: boolean;
  section: string;
  row: string;
  places: 'seats' | 'quantity';
  seats: string;
  quantity: number;
  amount: number | null;
  currency: Currency;
}

export function emptyDraft(timeZone: string, event: MarqueeEvent | null = null): SellDraft {
  return {
    version: 1,
    step: event === null ? 'event' : 'tickets',
    mode: 'existing',
    event,
    newEvent: {
      title: '',
      description: '',
      category: 'concert',
      venueName: '',
      city: '',
      country: '',
      timeZone,
      startsAt: '',
      endsAt: '',
    },
    isEventUncertain: false,
    section: '',
    row: '',
    places: 'seats',
    seats: '',
    quantity: 2,
    amount: null,
    currency: event?.priceFrom?.currency ?? 'EUR',
  };
}

/** A draft as it was kept, or null when there is none of this shape. */
export function draftFrom(kept: string | null): SellDraft | null {
  if (kept === null) return null;
  try {
    const draft = JSON.parse(kept) as Partial<SellDraft> | null;
    return draft?.version === 1 && draft.newEvent !== undefined ? (draft as SellDraft) : null;
  } catch {
    // Not ours, or cut off: the form starts empty.
    return null;
  }
}
