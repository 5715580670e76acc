import type { Bus, Delivery, Verdict } from '@marquee/common/bus';

export interface LossyBus extends Bus {
  /** How often the event's handler was called to its end. */
  handledCount(eventId: string): number;
}

/** The first answer about every event is lost, as when a process dies after its commit. */
export function losingFirstAnswers(bus: Bus): LossyBus {
  const counts = new Map<string, number>();
  const lost: Verdict = { kind: 'retry', afterMs: 50, reason: 'the answer was lost' };

  function answerOf({ event }: Delivery, verdict: Verdict | undefined): Verdict {
    const count = (counts.get(event.id) ?? 0) + 1;
    counts.set(event.id, count);
    return count === 1 ? lost : (verdict ?? lost);
  }

  return {
    ...bus,
    handledCount: (eventId) => counts.get(eventId) ?? 0,
    subscribe: (durable, handler) =>
      bus.subscribe(durable, async (deliveries) => {
        const verdicts = await handler(deliveries);
        return deliveries.map((delivery, at) => answerOf(delivery, verdicts[at]));
      }),
  };
}
