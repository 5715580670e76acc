import type { Category, Venue } from '@marquee/common/contracts/event';
import type { Money } from '@marquee/common/money';
import type { Schedule } from './schedule.js';

export type DemoSeller = 'organiser' | 'fan';

interface Common {
  readonly seller: DemoSeller;
  readonly section: string;
  readonly price: Money;
}

/** Seats `first` to `last` of every row named, each row one listing. */
export interface SeatedListing extends Common {
  readonly rows: readonly string[];
  readonly first: number;
  readonly last: number;
}

/** Places without names. */
export interface StandingListing extends Common {
  readonly quantity: number;
}

export type DemoListing = SeatedListing | StandingListing;

/** What a demo account buys, best of a section, so that some Events look lived in. */
export interface DemoPurchase {
  readonly buyer: 'buyer' | 'fan';
  readonly section: string;
  readonly quantity: number;
}

export interface DemoEvent {
  readonly title: string;
  readonly description: string;
  readonly venue: Venue;
  readonly category: Category;
  readonly schedule: Schedule;
  readonly listings: readonly DemoListing[];
  readonly purchases?: readonly DemoPurchase[];
}

/** Major units are for people who write demo data; everything else counts minor units. */
export const eur = (euros: number): Money => ({ amount: euros * 100, currency: 'EUR' });
export const usd = (dollars: number): Money => ({ amount: dollars * 100, currency: 'USD' });
export const gbp = (pounds: number): Money => ({ amount: pounds * 100, currency: 'GBP' });
export const jpy = (yen: number): Money => ({ amount: yen, currency: 'JPY' });
export const kwd = (dinars: number): Money => ({ amount: dinars * 1000, currency: 'KWD' });

export const venues = {
  lisbon: { city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  berlin: { city: 'Berlin', country: 'DE', timeZone: 'Europe/Berlin' },
  london: { city: 'London', country: 'GB', timeZone: 'Europe/London' },
  edinburgh: { city: 'Edinburgh', country: 'GB', timeZone: 'Europe/London' },
  dublin: { city: 'Dublin', country: 'IE', timeZone: 'Europe/Dublin' },
  tokyo: { city: 'Tokyo', country: 'JP', timeZone: 'Asia/Tokyo' },
  newYork: { city: 'New York', country: 'US', timeZone: 'America/New_York' },
  losAngeles: { city: 'Los Angeles', country: 'US', timeZone: 'America/Los_Angeles' },
  kuwaitCity: { city: 'Kuwait City', country: 'KW', timeZone: 'Asia/Kuwait' },
} as const;
