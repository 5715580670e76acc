import type { AggregateType, DomainEvent } from '../contracts/domain-event.js';
import type { DomainEventId } from '../ids.js';

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

/** A message on a durable's way that is no domain event of its kind. */
export interface UnreadableMessage {
  /** Where the broker keeps it; never said of another message. */
  readonly place: string;
  /** What it says, or its beginning. */
  readonly text: string;
  readonly reason: string;
}

/** Keeps it for a person; when it rejects the message is brought again. */
export type UnreadableListener = (message: UnreadableMessage) => Promise<void>;

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
  /** Of `follow`: whether deliveries can arrive now. Without it, they can while the bus is ready. */
  isFollowing?(): boolean;
}

export interface PublishOptions {
  /** 1 for the first try of this row. */
  readonly attempt?: number;
  /**
   * Whether the broker checks that the version before is the last it holds of the aggregate.
   * Default true; false once the lease was found to be ours after a PublishFenced.
   */
  readonly fenced?: boolean;
  /** Of an operator's replay: gives the message an id of its own, and is never fenced. */
  readonly replayId?: string;
}

export interface PublishReceipt {
  /** The broker's position of the event, where it tells one. */
  readonly sequence?: number;
  /** The broker already had this event. */
  readonly duplicate: boolean;
}

/** Where a broker's storage stands; the relay compares it on every connect, before it publishes. */
export interface BrokerStorage {
  /** Names this storage: one that was wiped, or another broker, has another. */
  readonly origin: string;
  /**
   * The highest position it holds: lower than one it acknowledged when its tail was lost. Of a
   * broker that tells no positions, how many messages it has had, for the log.
   */
  readonly lastSequence: number;
  /** The lowest position it still holds, where it tells: below it messages were removed. */
  readonly firstSequence?: number;
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

/** The broker holds a higher version of the aggregate: perhaps we are not its relay any more. */
export class PublishFenced extends Error {
  override readonly name = 'PublishFenced';
  constructor(
    message: string,
    /** The version that the broker holds last. */
    readonly version?: number,
  ) {
    super(message);
  }
}

/**
 * Words between processes about what is true only now, such as how many people look at a page:
 * neither stored nor acknowledged nor repeated. Nothing may depend on their arrival.
 */
export interface Signals {
  /** To every process that listens, this one among them. Never throws. */
  send(topic: string, message: unknown): void;
  listen(topic: string, listener: (message: unknown) => void): { stop(): void };
}

/**
 * The way domain events travel between services. Order is not promised; consumers restore it by
 * version. Delivery is at least once; the inbox makes the effect happen once.
 */
export interface Bus {
  /** Whether several processes may relay to it, who then share the partitions by leases. */
  readonly isShared: boolean;
  /**
   * Resolves when the event is stored durably; rejects with PublishRefused to be tried again, and
   * with PublishFenced when a higher version is there already.
   */
  publish(event: DomainEvent, options?: PublishOptions): Promise<PublishReceipt>;
  /** Without `onUnreadable` a message that is no domain event is only logged and counted. */
  subscribe(
    durable: Durable,
    handler: Handler,
    onUnreadable?: UnreadableListener,
  ): Promise<Subscription>;
  /**
   * Every process for itself: brings what was published since `since`, then what follows, to this
   * process. Never durable, never counted as required. Resolves when the past has been brought.
   * `onGap` is called when the connection was lost and is back: something may have been missed.
   */
  follow(
    aggregateTypes: readonly AggregateType[],
    since: Date,
    listener: (event: DomainEvent) => void,
    onGap?: () => void,
  ): Promise<Subscription>;
  readonly signals: Signals;
  /** Whether a publish has a chance now; asked by readiness. */
  isReady(): boolean;
  /** Rises with every connect: what is known of the broker's storage must be asked again. */
  connections(): number;
  /** Null for a bus that stores nothing. */
  storage(): Promise<BrokerStorage | null>;
  /**
   * Whether the message at this position is still that event: false when the broker's tail was
   * lost, even if others have filled the position since. Null when the broker cannot tell, or
   * keeps the position no longer. Rejects with PublishRefused while it does not answer.
   */
  holds(sequence: number, eventId: DomainEventId): Promise<boolean | null>;
  /**
   * A position up to which the broker has stored everything before that time, on its clock; 0 where
   * it tells no positions. Rejects with PublishRefused while it does not answer.
   */
  storedBefore(time: Date): Promise<number>;
  /**
   * Of a broker that tells no positions: which events of these types it holds that were published
   * since then. Null where `holds` is to be asked. Rejects with PublishRefused while it does not
   * answer.
   */
  heldSince(
    aggregateTypes: readonly AggregateType[],
    since: Date,
  ): Promise<ReadonlySet<DomainEventId> | null>;
  close(): Promise<void>;
}
