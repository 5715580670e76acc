import type { EventId, OrderId, UserId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { Language } from './language.js';

/** What a mail says of an Event. */
export interface EventFacts {
  readonly title: string;
  readonly venue: Venue;
  readonly startsAt: Date;
}

export interface Venue {
  readonly name: string;
  readonly city: string;
  readonly country: string;
  /** IANA name, such as `Europe/Lisbon`. */
  readonly timeZone: string;
}

/** What a mail says of an Order, as it was when it happened. */
export interface OrderFacts {
  readonly orderId: OrderId;
  readonly eventId: EventId;
  readonly items: readonly OrderedTicket[];
  readonly total: Money;
  readonly expiresAt: Date;
}

export interface OrderedTicket {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly price: Money;
}

/** Who is written to. */
export interface Recipient {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  /** Not known of anybody yet: nobody is asked. Then the service's own language is used. */
  readonly language?: Language;
}
