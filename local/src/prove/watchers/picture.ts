import type { Seat } from './messages.js';

/** The seats of an Event as one page shows them: the last snapshot, under what was told since. */
export interface Picture {
  hear(facts: readonly Seat[]): void;
  show(snapshot: readonly Seat[]): void;
  /** Whether a seat was told of that no snapshot has brought. */
  lacks(): boolean;
  /** What the page shows. */
  seats(): ReadonlyMap<string, Seat>;
  /** The newest version known of a seat, shown or not. */
  versionOf(ticketId: string): number | null;
}

/** As the client's: of two states the newer one wins, whichever way it came. */
export function createPicture(): Picture {
  const newest = new Map<string, Seat>();
  let listed = new Set<string>();

  function learn(facts: readonly Seat[]): void {
    for (const fact of facts)
      if ((newest.get(fact.ticketId)?.version ?? 0) < fact.version) newest.set(fact.ticketId, fact);
  }

  return {
    hear: learn,
    show(snapshot) {
      learn(snapshot);
      listed = new Set(snapshot.map(({ ticketId }) => ticketId));
    },
    lacks: () =>
      [...newest.values()].some((one) => one.status !== 'withdrawn' && !listed.has(one.ticketId)),
    seats: () =>
      new Map([...newest].filter(([id, { status }]) => listed.has(id) && status !== 'withdrawn')),
    versionOf: (ticketId) => newest.get(ticketId)?.version ?? null,
  };
}
