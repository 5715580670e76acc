import type { DomainEvent } from '../contracts/domain-event.js';
import type { Apply, ConsumerOptions } from './consumer-options.js';
import { type Consumer, createConsumer } from './create-consumer.js';
import { planStates } from './plan-states.js';

export interface StateConsumerOptions<Kind extends DomainEvent> extends ConsumerOptions {
  /**
   * Writes the states of `events` (at most one per aggregate, newer than the last one applied),
   * only through `session`, one statement after another. Runs in a transaction that may be
   * repeated: no other effects. Throws NotYet when something it builds on has not arrived.
   */
  readonly apply: Apply<Kind>;
}

/**
 * A consumer that keeps a copy of others' states. The newest version wins, older ones are
 * recorded and skipped, so that any order, repetition or replay ends in the same state. Each
 * effect is in one transaction with the inbox rows that prevent a second one.
 */
export function createStateConsumer<Kind extends DomainEvent = DomainEvent>(
  options: StateConsumerOptions<Kind>,
): Consumer {
  return createConsumer(options, {
    hasWaiting: false,
    planner: async () => planStates(options.name),
    // The aggregate types asked for are those of `Kind`; the bus brings no others.
    apply: (session, events) => options.apply(session, events as unknown as readonly Kind[]),
  });
}
