import type { DomainEvent } from '../contracts/domain-event.js';
import type { Apply, ConsumerOptions } from './consumer-options.js';
import { type Consumer, createConsumer } from './create-consumer.js';
import { planTransitions } from './plan-transitions.js';
import { recordBirth } from './record-birth.js';

export const baseWaitMsDefault = 90_000;

export interface TransitionConsumerOptions<Kind extends DomainEvent> extends ConsumerOptions {
  /**
   * How long an earlier version may still come of an aggregate that is older than the consumer
   * and was never seen before its base is taken. Must be longer than the longest ack wait of a
   * broker (60 seconds): a replica that is frozen with the earlier version says nothing of it until
   * the broker brings it to another one. Default 90 seconds.
   */
  readonly baseWaitMs?: number;
  /**
   * Does what each of `events` calls for, in their order (of one aggregate there may be several,
   * in the order of their versions), only through `session`, one statement after another. Runs in
   * a transaction that may be repeated: no other effects. Throws NotYet when something it builds
   * on has not arrived.
   */
  readonly apply: Apply<Kind>;
}

/**
 * A consumer for which every version counts: it is given each one once and in order, whatever the
 * bus does. Versions behind a gap are stored and acknowledged, and applied as soon as it closes. A
 * parked version stops its aggregate for this consumer alone, until it is brought again.
 *
 * An aggregate that was made before the consumer was first started may begin at any version: the
 * lowest that comes is its base, and earlier ones are passed over, also when they are replayed.
 */
export function createTransitionConsumer<Kind extends DomainEvent = DomainEvent>(
  options: TransitionConsumerOptions<Kind>,
): Consumer {
  const { name, database, baseWaitMs = baseWaitMsDefault } = options;
  return createConsumer(options, {
    hasWaiting: true,
    async planner() {
      return planTransitions(name, { bornAt: await recordBirth(database, name), baseWaitMs });
    },
    // The aggregate types asked for are those of `Kind`; the bus brings no others.
    apply: (session, events) => options.apply(session, events as unknown as readonly Kind[]),
  });
}
