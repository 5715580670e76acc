import type { DomainEventContract } from './domain-event.js';
import { eventCancelled, eventChanged, eventPublished } from './event.js';
import {
  ticketClosed,
  ticketHeld,
  ticketOpened,
  ticketReleased,
  ticketRepriced,
  ticketSold,
} from './inventory.js';
import {
  orderCancelled,
  orderCompleted,
  orderExpired,
  orderPaymentAccepted,
  orderPaymentRejected,
  orderPlaced,
  orderRefundAsked,
  orderRefunded,
  orderRefundFailed,
} from './order.js';
import {
  paymentAuthorised,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentReleased,
} from './payment.js';
import { priceAsked, ticketListed, withdrawalAsked } from './ticket.js';
import { sessionRevoked, userRegistered } from './user.js';

/** Every domain event there is, in the order of the documentation. */
export const domainEvents: readonly DomainEventContract[] = [
  userRegistered,
  sessionRevoked,
  eventPublished,
  eventChanged,
  eventCancelled,
  ticketListed,
  priceAsked,
  withdrawalAsked,
  ticketOpened,
  ticketRepriced,
  ticketHeld,
  ticketReleased,
  ticketSold,
  ticketClosed,
  orderPlaced,
  orderPaymentAccepted,
  orderPaymentRejected,
  orderCompleted,
  orderCancelled,
  orderExpired,
  orderRefundAsked,
  orderRefunded,
  orderRefundFailed,
  paymentAuthorised,
  paymentCaptured,
  paymentReleased,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
];

const byType = new Map(domainEvents.map((contract) => [contract.type, contract]));

/** The contract of a type; null for a type that nobody defined. */
export function findContract(type: string): DomainEventContract | null {
  return byType.get(type) ?? null;
}

/** The contract of a type; throws for a type that nobody defined. */
export function contractOf(type: string): DomainEventContract {
  const contract = findContract(type);
  if (contract === null) throw new RangeError(`There is no domain event ${type}`);
  return contract;
}
