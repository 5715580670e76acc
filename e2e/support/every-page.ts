import type { Person, SeatedEvent } from './market.js';

/** What the pages that need one are looked at with. */
export interface Cast {
  readonly buyer: Person;
  readonly seller: Person;
  readonly event: SeatedEvent;
  readonly demoEventId: string;
  readonly paidOrderId: string;
  readonly heldOrderId: string;
}

export interface PageToSee {
  readonly name: string;
  readonly path: (cast: Cast) => string;
  readonly as: 'visitor' | 'buyer' | 'seller';
}

/** Every page there is, and the states of it that look different. */
export const pagesToSee: readonly PageToSee[] = [
  { name: 'front', path: () => '/', as: 'visitor' },
  { name: 'search', path: () => '/search?q=night', as: 'visitor' },
  { name: 'search-nothing', path: () => '/search?q=zzzz', as: 'visitor' },
  { name: 'event', path: ({ demoEventId }) => `/events/${demoEventId}`, as: 'visitor' },
  { name: 'sign-in', path: () => '/signin', as: 'visitor' },
  { name: 'sign-up', path: () => '/signup?returnTo=%2Ftickets', as: 'visitor' },
  { name: 'checkout', path: ({ heldOrderId }) => `/orders/${heldOrderId}/checkout`, as: 'buyer' },
  { name: 'order-held', path: ({ heldOrderId }) => `/orders/${heldOrderId}`, as: 'buyer' },
  { name: 'order-paid', path: ({ paidOrderId }) => `/orders/${paidOrderId}`, as: 'buyer' },
  { name: 'receipt', path: ({ paidOrderId }) => `/orders/${paidOrderId}/receipt`, as: 'buyer' },
  { name: 'my-tickets', path: () => '/tickets', as: 'buyer' },
  { name: 'my-tickets-empty', path: () => '/tickets', as: 'seller' },
  { name: 'sell', path: () => '/sell', as: 'seller' },
  { name: 'sell-tickets', path: ({ event }) => `/sell/events/${event.id}`, as: 'seller' },
  { name: 'seller-view', path: () => '/seller', as: 'seller' },
  { name: 'seller-view-empty', path: () => '/seller', as: 'buyer' },
  { name: 'statement', path: () => '/seller/statement', as: 'seller' },
  { name: 'statement-empty', path: () => '/seller/statement', as: 'buyer' },
  { name: 'edit-event', path: ({ event }) => `/seller/events/${event.id}`, as: 'seller' },
  { name: 'not-found', path: () => '/nowhere', as: 'visitor' },
  {
    name: 'event-not-found',
    path: () => '/events/01900000-0000-7000-8000-000000000000',
    as: 'visitor',
  },
];
