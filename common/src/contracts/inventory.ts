import type { TicketClosed } from './inventory/ticket-closed.js';
import type { TicketHeld } from './inventory/ticket-held.js';
import type { TicketOpened } from './inventory/ticket-opened.js';
import type { TicketReleased } from './inventory/ticket-released.js';
import type { TicketRepriced } from './inventory/ticket-repriced.js';
import type { TicketSold } from './inventory/ticket-sold.js';

export * from './inventory/state.js';
export * from './inventory/ticket-closed.js';
export * from './inventory/ticket-held.js';
export * from './inventory/ticket-opened.js';
export * from './inventory/ticket-released.js';
export * from './inventory/ticket-repriced.js';
export * from './inventory/ticket-sold.js';

/** Every domain event of the `inventory` aggregate. */
export type InventoryDomainEvent =
  | TicketOpened
  | TicketRepriced
  | TicketHeld
  | TicketReleased
  | TicketSold
  | TicketClosed;
