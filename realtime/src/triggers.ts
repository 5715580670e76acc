import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import { eventCancelled, eventChanged, eventPublished } from '@marquee/common/contracts/event';
import {
  type InventoryState,
  ticketClosed,
  ticketHeld,
  ticketOpened,
  ticketReleased,
  ticketRepriced,
  ticketSold,
} from '@marquee/common/contracts/inventory';
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
} from '@marquee/common/contracts/order';
import {
  paymentAuthorised,
  paymentCaptured,
  paymentFailed,
  paymentRefunded,
  paymentRefundFailed,
  paymentReleased,
} from '@marquee/common/contracts/payment';
import type { EventId, UserId } from '@marquee/common/ids';
import type { ChangedMessage, TicketFacts } from './domain/messages.js';

/** A message and whom it is for. */
export type Telling =
  | { readonly to: 'market'; readonly eventId: EventId; readonly facts: TicketFacts }
  | { readonly to: 'account'; readonly userId: UserId; readonly changed: ChangedMessage };

export interface Trigger {
  readonly contract: DomainEventContract;
  /** Throws ZodError when the domain event does not keep its contract. */
  readonly tell: (event: DomainEvent) => Telling;
}

/** Everybody who watches the Event hears of the Ticket. */
function market(contract: DomainEventContract<string, InventoryState>): Trigger {
  return {
    contract,
    tell(event) {
      const { ticketId, eventId, status, price } = contract.schema.parse(event.data);
      const facts = { ticketId, status, price, version: event.aggregateVersion };
      return { to: 'market', eventId, facts };
    },
  };
}

/** One person hears that an object of theirs changed. */
function account<Data>(
  contract: DomainEventContract<string, Data>,
  object: ChangedMessage['object'],
  ownerOf: (state: Data) => UserId,
): Trigger {
  return {
    contract,
    tell(event) {
      const userId = ownerOf(contract.schema.parse(event.data));
      const changed = { object, id: event.aggregateId, version: event.aggregateVersion };
      return { to: 'account', userId, changed };
    },
  };
}

const buyer = (state: { readonly buyerId: UserId }) => state.buyerId;
const organiser = (state: { readonly organiserId: UserId }) => state.organiserId;

/** Which domain event tells whom what. A closed list: what is not here is told to nobody. */
export const triggers: readonly Trigger[] = [
  market(ticketOpened),
  market(ticketRepriced),
  market(ticketHeld),
  market(ticketReleased),
  market(ticketSold),
  market(ticketClosed),
  account(eventPublished, 'event', organiser),
  account(eventChanged, 'event', organiser),
  account(eventCancelled, 'event', organiser),
  account(orderPlaced, 'order', buyer),
  account(orderPaymentAccepted, 'order', buyer),
  account(orderPaymentRejected, 'order', buyer),
  account(orderCompleted, 'order', buyer),
  account(orderCancelled, 'order', buyer),
  account(orderExpired, 'order', buyer),
  account(orderRefundAsked, 'order', buyer),
  account(orderRefunded, 'order', buyer),
  account(orderRefundFailed, 'order', buyer),
  account(paymentAuthorised, 'payment', buyer),
  account(paymentCaptured, 'payment', buyer),
  account(paymentReleased, 'payment', buyer),
  account(paymentFailed, 'payment', buyer),
  account(paymentRefunded, 'payment', buyer),
  account(paymentRefundFailed, 'payment', buyer),
];

/** The aggregates that anything is told of: what a replica reads from the bus. */
export const toldAggregateTypes = [
  ...new Set(triggers.map(({ contract }) => contract.aggregateType)),
];

const byType = new Map(triggers.map((trigger) => [trigger.contract.type, trigger]));

/** What a domain event makes us say, or null. Throws ZodError for one that breaks its contract. */
export function tellingOf(event: DomainEvent): Telling | null {
  return byType.get(event.type)?.tell(event) ?? null;
}
