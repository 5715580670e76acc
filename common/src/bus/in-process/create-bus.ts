import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';
import { createLocalSignals } from '../local-signals.js';
import { type Bus, type Durable, PublishRefused, type Verdict } from '../port.js';
import { createAcknowledgements } from './acknowledgements.js';
import { createDurableQueue, type DurableQueue } from './durable-queue.js';
import { createFollowers } from './followers.js';
import type { History } from './history.js';

export interface InProcessBusOptions {
  /** Every durable there is. One that is not subscribed yet holds back what it wants. */
  readonly requiredDurables: readonly Durable[];
  /** Where `follow` reads the past: one per service's database. */
  readonly histories: readonly History[];
  readonly logger: Logger;
}

const notSubscribedRetryMs = 200;

/**
 * The bus of one process. It stores nothing and still loses nothing: `publish` resolves only when
 * every required durable that wants the event has applied it, stored it as waiting, or parked it.
 * Until then the outbox row stays unpublished, so a killed process continues after its restart.
 */
export function createInProcessBus(options: InProcessBusOptions): Bus {
  const queues = new Map<string, DurableQueue>();
  for (const durable of options.requiredDurables) {
    queues.set(durable.name, createDurableQueue(durable, options.logger));
  }
  const followers = createFollowers(options.histories, options.logger);
  const acknowledgements = createAcknowledgements();
  let isClosed = false;

  function queuesFor(event: DomainEvent): DurableQueue[] {
    const wanting = [...queues.values()].filter((queue) => queue.wants(event.aggregateType));
    const absent = wanting.find((queue) => !queue.isSubscribed());
    if (isClosed) throw new PublishRefused('The bus is closed', notSubscribedRetryMs);
    if (absent !== undefined) {
      throw new PublishRefused(`${absent.name} is not subscribed`, notSubscribedRetryMs);
    }
    return wanting.filter((queue) => !acknowledgements.has(event.id, queue.name));
  }

  return {
    async publish(event, { attempt = 1 } = {}) {
      const wanting = queuesFor(event);
      const verdicts = await Promise.all(wanting.map((queue) => queue.deliver({ event, attempt })));
      const refusal = refusalOf(wanting, verdicts);
      if (refusal !== null) {
        const done = wanting.filter((_queue, index) => verdicts[index]?.kind !== 'retry');
        acknowledgements.remember(
          event.id,
          done.map((queue) => queue.name),
        );
        throw refusal;
      }
      acknowledgements.forget(event.id);
      followers.tell(event);
      return { duplicate: false };
    },
    async subscribe(durable, handler) {
      const queue = queues.get(durable.name);
      if (queue === undefined) {
        throw new RangeError(`${durable.name} is not among the bus's required durables`);
      }
      queue.assertSame(durable);
      return queue.subscribe(handler);
    },
    follow: (aggregateTypes, since, listener) => followers.add(aggregateTypes, since, listener),
    isReady: () => !isClosed && [...queues.values()].every((queue) => queue.isSubscribed()),
    isShared: false,
    signals: createLocalSignals(),
    connections: () => 1,
    storage: async () => null,
    holds: async () => null,
    storedBefore: async () => 0,
    heldSince: async () => null,
    async close() {
      isClosed = true;
      await Promise.all([...queues.values()].map((queue) => queue.drain()));
      followers.clear();
    },
  };
}

function refusalOf(
  queues: readonly DurableQueue[],
  verdicts: readonly Verdict[],
): PublishRefused | null {
  const reasons: string[] = [];
  let afterMs = Number.POSITIVE_INFINITY;
  for (const [index, verdict] of verdicts.entries()) {
    if (verdict.kind !== 'retry') continue;
    reasons.push(`${queues[index]?.name}: ${verdict.reason}`);
    afterMs = Math.min(afterMs, verdict.afterMs);
  }
  return reasons.length === 0 ? null : new PublishRefused(reasons.join('; '), afterMs);
}
