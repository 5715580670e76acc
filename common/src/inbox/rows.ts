import type { UnreadableMessage } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';

/** A domain event that a consumer has dealt with. `_id` is `consumer:eventId`. */
export interface InboxRow {
  readonly _id: string;
  readonly at: Date;
}

/** The last version a consumer applied. `_id` is `consumer:aggregateType:aggregateId`. */
export interface InboxVersion {
  readonly _id: string;
  /** Missing while none was applied. */
  readonly version?: number;
  /** The first version it applied: higher than 1 for one that was older than the consumer. */
  readonly base?: number;
  /** Rises when a later version is made to wait: so two rounds beside each other collide. */
  readonly touches?: number;
  /** The lowest version that was ever made to wait, whatever became of it. */
  readonly brought?: number;
  /** When the first one was made to wait, by the database's clock. */
  readonly broughtAt?: Date;
}

/**
 * A version that came before the one it follows; it has been acknowledged and is never removed by
 * time. `_id` is `consumer:eventId`, `key` the `_id` of the aggregate's InboxVersion.
 */
export interface WaitingDelivery {
  readonly _id: string;
  readonly consumer: string;
  readonly key: string;
  readonly version: number;
  readonly event: DomainEvent;
  /** When it came, by the database's clock. */
  readonly at: Date;
}

/**
 * A delivery that needs something else first; it has been acknowledged and is never removed by
 * time. `_id` is `consumer:eventId`. All times are the database's.
 */
export interface DeferredDelivery {
  readonly _id: string;
  readonly consumer: string;
  readonly event: DomainEvent;
  readonly waitsFor: string;
  readonly reason: string;
  readonly tries: number;
  readonly at: Date;
  /** When it was found to be too early last. */
  readonly seenAt: Date;
  readonly dueAt: Date;
  /** One claim's own token, while what came of its try is not known. */
  readonly claimedBy?: string;
}

export type ClaimedDelivery = DeferredDelivery & { readonly claimedBy: string };

/** When a consumer was started for the first time, by the database's clock. `_id` is its name. */
export interface ConsumerBirth {
  readonly _id: string;
  readonly at: Date;
}

/** What failed so far, outside of any transaction. `_id` is `consumer:eventId`. */
export interface InboxFailure {
  readonly _id: string;
  readonly attempts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** The lives of processes that started it and did not finish: each perhaps ended by it. */
  readonly unfinishedBy?: readonly string[];
}

/** A delivery that was given up until a person looks. `_id` is `consumer:eventId`. */
export interface ParkedDelivery {
  readonly _id: string;
  readonly consumer: string;
  readonly event: DomainEvent;
  readonly reason: string;
  readonly stack: string | null;
  readonly attempts: number;
  readonly at: Date;
}

/** A message that is no domain event, given up until a person looks. `_id` is `consumer:place`. */
export interface UnreadableDelivery extends UnreadableMessage {
  readonly _id: string;
  readonly consumer: string;
  readonly at: Date;
}

/** The `_id` of what is kept of an event for a consumer. */
export function inboxId(consumer: string, event: DomainEvent): string {
  return `${consumer}:${event.id}`;
}

/** The `_id` of what a consumer last applied of an event's aggregate. */
export function versionKey(consumer: string, event: DomainEvent): string {
  return `${consumer}:${event.aggregateType}:${event.aggregateId}`;
}
