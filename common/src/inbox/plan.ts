import type { DomainEvent } from '../contracts/domain-event.js';
import { inboxId } from './rows.js';
import type { Snapshot } from './snapshot.js';

export interface VersionChange {
  readonly key: string;
  /** The version applied last, or null for an aggregate this consumer has not seen. */
  readonly last: number | null;
  readonly version: number;
  /** The first version applied, where the consumer keeps it. */
  readonly base?: number;
}

/** What a round is going to do, decided from its snapshot alone. */
export interface RoundPlan {
  /** The events whose effects are written, in this order. */
  readonly apply: readonly DomainEvent[];
  /** Events that are over: applied now, or passed over for good. */
  readonly done: readonly DomainEvent[];
  readonly versions: readonly VersionChange[];
  /** Events to be stored until the versions before them have come. */
  readonly waits: readonly DomainEvent[];
  /** Ids of events that are to be brought again, because their aggregate has no base yet. */
  readonly awaitsBase: ReadonlySet<string>;
  /** Whether another round may apply more that waits. */
  readonly hasMore: boolean;
}

/** Decides what a kind of consumer does with what was brought. */
export type Planner = (events: readonly DomainEvent[], snapshot: Snapshot) => RoundPlan;

/** Each event once, without those the inbox knows. */
export function unknownOnes(
  consumer: string,
  events: readonly DomainEvent[],
  { knownIds }: Snapshot,
): readonly DomainEvent[] {
  const byId = new Map(events.map((event) => [inboxId(consumer, event), event]));
  return [...byId].filter(([id]) => !knownIds.has(id)).map(([, event]) => event);
}
