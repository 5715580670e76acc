import type { DomainEvent } from '../contracts/domain-event.js';
import type { Database } from '../mongo/index.js';

type Listener = (keys: readonly string[]) => void;

/** By database: who in this process wants to know what its consumers have applied. */
const listenersOf = new WeakMap<Database, Set<Listener>>();

export const arrivalKey = ({ aggregateType, aggregateId }: DomainEvent) =>
  `${aggregateType}:${aggregateId}`;

/**
 * One consumer of a service tells the others what has arrived. Only a hint: what another process
 * applied, and what a listener missed, is found by time.
 */
export function tellArrivals(database: Database, events: readonly DomainEvent[]): void {
  const listeners = listenersOf.get(database);
  if (listeners === undefined || listeners.size === 0 || events.length === 0) return;
  const keys = events.map(arrivalKey);
  for (const listener of listeners) listener(keys);
}

/** Returns the way out. */
export function onArrivals(database: Database, listener: Listener): () => void {
  const listeners = listenersOf.get(database) ?? new Set();
  listenersOf.set(database, listeners.add(listener));
  return () => listeners.delete(listener);
}
