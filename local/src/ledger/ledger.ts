import type { AggregateType, DomainEvent } from '@marquee/common/contracts/domain-event';
import type { Money } from '@marquee/common/money';
import type { Copies, LedgerEvent } from './copies.js';

export interface LedgerOutboxRow {
  readonly event: DomainEvent;
  readonly isPending: boolean;
  readonly isParked: boolean;
}

/** Money that an order agreed to give back. */
export interface AgreedRefund {
  readonly id: string;
  readonly minorUnits: number;
  readonly status: string;
}

export interface LedgerOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly eventId: string | null;
  readonly ticketIds: readonly string[];
  readonly total: Money;
  readonly status: string;
  readonly expiresAt: Date;
  readonly paymentId: string | null;
  readonly refunds: readonly AgreedRefund[];
  readonly version: number;
  /** The Idempotency-Key it was placed with. */
  readonly key: string | null;
}

/** What a copy of an order must agree about with its owner. */
export type LedgerReplica = Pick<LedgerOrder, 'id' | 'status' | 'total' | 'refunds' | 'version'>;

export interface LedgerInventory {
  readonly ticketId: string;
  readonly eventId: string;
  readonly status: string;
  readonly orderId: string | null;
  readonly price: Money;
  readonly askingPrice: Money;
  readonly version: number;
}

export interface LedgerTicket {
  readonly id: string;
  readonly askingPrice: Money;
  /** What the catalogue believes of inventory. */
  readonly inventory: { readonly status: string; readonly price: Money; readonly version: number };
}

export interface LedgerPayment {
  readonly id: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly status: string;
  readonly intentId: string | null;
}

/** What the bank, our sandbox, says: the only place where money is. */
export interface LedgerIntent {
  readonly id: string;
  readonly status: string;
  readonly capturedMinorUnits: number;
  /** What its maker said it is for. */
  readonly paymentId: string | null;
  readonly orderId: string | null;
  readonly authorisedAt: Date | null;
  readonly canceledAt: Date | null;
}

/** Money that the bank gave back, or tries to. */
export interface StripeRefund {
  readonly id: string;
  readonly intentId: string;
  readonly status: string;
  readonly minorUnits: number;
  readonly createdAt: Date;
}

/** One entry of payments' own books. */
export interface BookedEntry {
  readonly id: string;
  readonly orderId: string | null;
  /** The object at Stripe that moved the money. */
  readonly stripeObject: string;
  readonly lines: readonly { readonly account: string; readonly amount: number }[];
}

/** An effect that a consumer of ours, the auditor, had of a domain event. */
export interface HeardEvent {
  readonly consumer: string;
  readonly eventId: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  /** Of everything that it said. */
  readonly hash: string;
  /** Counts the effects of one consumer and aggregate, in the order of their commits. */
  readonly position: number;
}

/** An outbox row or a delivery that was given up until a person looks. */
export interface ParkedThing {
  readonly id: string;
  readonly reason: string | null;
  readonly hasEvent: boolean;
}

/** Everything that the databases say at one quiet moment, as plain facts. */
export interface Ledger {
  readonly outbox: readonly LedgerOutboxRow[];
  /** `consumer:eventId` of everything a consumer has dealt with. */
  readonly inbox: ReadonlySet<string>;
  readonly parkedDeliveries: readonly string[];
  /** Every parked outbox row and delivery, as a person would find it. */
  readonly parked: readonly ParkedThing[];
  /** The auditor's effects; empty where none runs. */
  readonly heard: readonly HeardEvent[];
  readonly orders: readonly LedgerOrder[];
  readonly inventory: readonly LedgerInventory[];
  readonly tickets: readonly LedgerTicket[];
  readonly ordersAtPayments: readonly LedgerReplica[];
  readonly events: readonly LedgerEvent[];
  readonly copies: Copies;
  readonly payments: readonly LedgerPayment[];
  readonly intents: readonly LedgerIntent[];
  readonly stripeRefunds: readonly StripeRefund[];
  readonly entries: readonly BookedEntry[];
}

/** A sentence for every way in which an invariant does not hold; none means that it does. */
export type Violations = readonly string[];

export interface Subscriber {
  readonly name: string;
  readonly aggregateTypes: readonly AggregateType[];
  /** Default: state. */
  readonly kind?: 'state' | 'transition';
}
