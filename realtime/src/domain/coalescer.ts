import type { TicketFacts } from './messages.js';

/** Gathers facts until they are taken: of each ticket only the newest version. */
export interface Coalescer {
  add(facts: TicketFacts): void;
  /** Everything gathered, oldest ticket first; afterwards it is empty. */
  take(): readonly TicketFacts[];
  readonly size: number;
}

export function createCoalescer(): Coalescer {
  const newest = new Map<string, TicketFacts>();
  return {
    add(facts) {
      const known = newest.get(facts.ticketId);
      if (known === undefined || known.version < facts.version) newest.set(facts.ticketId, facts);
    },
    take() {
      const facts = [...newest.values()];
      newest.clear();
      return facts;
    },
    get size() {
      return newest.size;
    },
  };
}
