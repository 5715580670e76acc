import type { Delivery, Verdict } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { ApplyRound } from './create-round.js';
import type { FailureDesk } from './failure-desk.js';
import type { FailureRecords } from './failure-records.js';
import { ack, verdictOf } from './verdicts.js';

export interface LoneHandlerOptions {
  readonly failures: FailureDesk;
  readonly records: FailureRecords;
  readonly applyRound: ApplyRound;
  /** What waits for its turn in an event's aggregate and may have it now, or null. */
  findNextWaiting(event: DomainEvent): Promise<DomainEvent | null>;
}

/** A process that ends five times over the same delivery is not ended by chance. */
const deathsMax = 5;

/**
 * Handles one event in a transaction of its own, so that whatever happens is surely its doing:
 * its start is recorded first, and one that keeps ending the process is parked.
 */
export function createLoneHandler(options: LoneHandlerOptions) {
  const { failures, records, applyRound } = options;

  async function answered(delivery: Delivery, work: () => Promise<Verdict>): Promise<Verdict> {
    try {
      return await work();
    } catch (error) {
      if (!failures.isEverybodys(error)) return failures.judge(delivery, error);
      // The database's trouble, not its own.
      await records.released([delivery]);
      return failures.putOff(error);
    }
  }

  async function applyAlone(delivery: Delivery): Promise<Verdict> {
    const deaths = (await records.deaths([delivery])).get(delivery) ?? 0;
    if (deaths >= deathsMax) {
      return failures.park(delivery, new Error(`It ended the process ${deaths} times`), deaths);
    }
    await records.started([delivery]);
    const awaitsBase = await applyRound([delivery.event], { drains: false });
    await records.forget([delivery]);
    return verdictOf(delivery, awaitsBase);
  }

  /**
   * Applies, one by one, what waited for an event. One that fails is tried again when the event is
   * brought again, which is why its failure is the answer.
   */
  async function drainBehind(event: DomainEvent): Promise<Verdict> {
    let previous: DomainEvent | null = null;
    for (;;) {
      const next = await options.findNextWaiting(event);
      if (next === null || next.id === previous?.id) return ack;
      const delivery = { event: next, attempt: 1 };
      const verdict = await answered(delivery, () => applyAlone(delivery));
      if (verdict.kind === 'retry') return verdict;
      if (verdict.kind === 'park') return ack;
      previous = next;
    }
  }

  return {
    /** The event, then what waited for it. */
    async handle(delivery: Delivery): Promise<Verdict> {
      const verdict = await answered(delivery, () => applyAlone(delivery));
      return verdict.kind === 'ack' ? this.drain(delivery) : verdict;
    },
    /** What waited for an event that has been applied. */
    drain: (delivery: Delivery): Promise<Verdict> =>
      answered(delivery, () => drainBehind(delivery.event)),
  };
}
