/** The shapes of the services' HTTP answers. What only its owner sees is a type of its own. */

export const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD'] as const;
export type Currency = (typeof currencies)[number];

/** Integer minor units and an ISO 4217 code. */
export interface Money {
  amount: number;
  currency: Currency;
}

export const categories = [
  'concert',
  'sport',
  'theatre',
  'comedy',
  'festival',
  'family',
  'other',
] as const;
export type Category = (typeof categories)[number];

export interface Venue {
  name: string;
  city: string;
  country: string;
  timeZone: string;
}

export type EventStatus = 'scheduled' | 'cancelled' | 'ended';

/** An Event as anyone may see it (named so as not to shadow the DOM's `Event`). */
export interface MarqueeEvent {
  id: string;
  organiserId: string;
  title: string;
  description: string;
  venue: Venue;
  startsAt: string;
  endsAt: string;
  category: Category;
  status: EventStatus;
  priceFrom: Money | null;
  availableCount: number;
  version: number;
}

export type PublicTicketStatus = 'available' | 'held' | 'sold' | 'withdrawn';
export type TicketStatus = PublicTicketStatus | 'opening' | 'withdrawing';

/** A ticket as anyone may see it. */
export interface Ticket {
  id: string;
  eventId: string;
  section: string;
  row: string | null;
  seat: string | null;
  price: Money;
  status: PublicTicketStatus;
  version: number;
}

/** A ticket as its seller sees it, with what nobody else may know. */
export interface SellerTicket extends Omit<Ticket, 'status'> {
  status: TicketStatus;
  askingPrice: Money;
  orderStatus: OrderStatus | null;
}

export const orderStatuses = [
  'awaiting_payment',
  'paying',
  'complete',
  'cancelled',
  'expired',
  'refunded',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export interface OrderItem {
  ticketId: string;
  section: string;
  row: string | null;
  seat: string | null;
  price: Money;
}

/** An order; only its buyer ever receives one. */
export interface Order {
  id: string;
  buyerId: string;
  eventId: string;
  items: OrderItem[];
  total: Money;
  status: OrderStatus;
  expiresAt: string;
  placedAt: string;
  paymentId?: string;
  /** Oldest first; only when there are some. */
  refunds?: OrderRefund[];
  version: number;
}

export type RefundReason =
  | 'event_cancelled'
  | 'requested_by_customer'
  | 'duplicate'
  | 'fraudulent'
  | 'goodwill';

/** Money that was agreed to go back to the buyer, and how far it is. */
export interface OrderRefund {
  amount: Money;
  reason: RefundReason;
  status: 'asked' | 'succeeded' | 'failed';
  askedAt: string;
}

export type PaymentStatus =
  | 'created'
  | 'authorising'
  | 'authorised'
  | 'capturing'
  | 'captured'
  | 'released'
  | 'failed'
  | 'refunding'
  | 'refunded';

/** A payment as its buyer sees it; the client secret is there only while it can be used. */
export interface Payment {
  id: string;
  orderId: string;
  amount: Money;
  status: PaymentStatus;
  clientSecret?: string;
  reason?: string;
  /** When the money was taken; only once it was. */
  capturedAt?: string;
  /** How much of it went back; only when some did. */
  refunded?: Money;
}

export interface CurrentUser {
  id: string;
  email: string;
  name?: string | null;
}

/** One page of a list; `nextCursor` is null at the end. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
