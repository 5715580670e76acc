import type { AggregateType, DomainEvent } from '../../contracts/domain-event.js';
import type { Logger } from '../../logging/index.js';

export interface Follower {
  /** Something was published now. Until the past has been brought it waits. */
  tell(event: DomainEvent): void;
  /** Something of the past. */
  bring(event: DomainEvent): void;
  goLive(): void;
  stop(): void;
}

/** One listener: the past first, then what came meanwhile, each once, then what comes. */
export function createFollower(
  aggregateTypes: readonly AggregateType[],
  listener: (event: DomainEvent) => void,
  logger: Logger,
): Follower {
  const wanted = new Set<string>(aggregateTypes);
  const broughtIds = new Set<string>();
  let waiting: DomainEvent[] = [];
  let isLive = false;
  let isStopped = false;
  let isHandOverDue = false;

  function hand(event: DomainEvent): void {
    if (isStopped) return;
    try {
      listener(event);
    } catch (error) {
      logger.error({ err: error, eventId: event.id, type: event.type }, 'A follower failed');
    }
  }

  function handOver(): void {
    isHandOverDue = false;
    const events = waiting;
    waiting = [];
    for (const event of events) hand(event);
  }

  return {
    tell(event) {
      if (isStopped || !wanted.has(event.aggregateType)) return;
      waiting.push(event);
      if (!isLive || isHandOverDue) return;
      isHandOverDue = true;
      // In a turn of its own: whoever published does not wait for listeners.
      setImmediate(handOver);
    },
    bring(event) {
      if (broughtIds.has(event.id)) return;
      broughtIds.add(event.id);
      hand(event);
    },
    goLive() {
      waiting = waiting.filter((event) => {
        const isNew = !broughtIds.has(event.id);
        broughtIds.add(event.id);
        return isNew;
      });
      handOver();
      broughtIds.clear();
      isLive = true;
    },
    stop() {
      isStopped = true;
      waiting = [];
    },
  };
}
