import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';

/** A domain event on its way to one consumer. */
export interface Delivery {
  readonly event: DomainEvent;
  /** 1 for the first try; counts what the bus knows of, so it may restart after a crash. */
  readonly attempt: number;
}

/** What a handler says of a delivery once its effect, if any, is committed. */
export type Verdict =
  | { readonly kind: 'ack' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  /** The consumer has stored the delivery among its parked ones; do not bring it again. */
  | { readonly kind: 'park'; readonly reason: string };

/** Handles deliveries that arrived together; answers one verdict each, in their order. */
export type Handler = (deliveries: readonly Delivery[]) => Promise<readonly Verdict[]>;

/** A named subscription that outlives processes; its replicas share the work. */
export interface Durable {
  readonly name: string;
  readonly aggregateTypes: readonly AggregateType[];
}

export interface Subscription {
  /** Takes no more deliveries and resolves when those under way have their verdicts. */
  stop(): Promise<void>;
}

export interface PublishReceipt {
  /** The broker's position of the event, where it has one. */
  readonly sequence?: number;
  /** The broker already had this event. */
  readonly duplicate: boolean;
}

/** The bus could not take the event now; the relay keeps the row and tries again. */
export class PublishRefused extends Error {
  override readonly name = 'PublishRefused';
  constructor(
    message: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * The way domain events travel between services. Order is not promised; consumers restore it by
 * version. Delivery is at least once; the inbox makes the effect happen once.
 */
export interface Bus {
  /** Resolves when the event is stored durably; rejects with PublishRefused to be tried again. */
  publish(event: DomainEvent, options?: { readonly attempt?: number }): Promise<PublishReceipt>;
  subscribe(durable: Durable, handler: Handler): Promise<Subscription>;
  /**
   * Every process for itself: brings what was published since `since`, then what follows, to this
   * process. Never durable, never counted as required. Resolves when the past has been brought.
   */
  follow(
    aggregateTypes: readonly AggregateType[],
    since: Date,
    listener: (event: DomainEvent) => void,
  ): Promise<Subscription>;
  /** Whether a publish has a chance now; asked by readiness. */
  isReady(): boolean;
  close(): Promise<void>;
}
