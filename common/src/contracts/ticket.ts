import type { PriceAsked } from './ticket/price-asked.js';
import type { TicketListed } from './ticket/ticket-listed.js';
import type { WithdrawalAsked } from './ticket/withdrawal-asked.js';

export * from './ticket/price-asked.js';
export * from './ticket/state.js';
export * from './ticket/ticket-listed.js';
export * from './ticket/withdrawal-asked.js';

/** Every domain event of the `ticket` aggregate. */
export type TicketDomainEvent = TicketListed | PriceAsked | WithdrawalAsked;
