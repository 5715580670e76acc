import type { Bus, Delivery, Handler, Verdict } from '../../bus/port.js';
import type { DomainEvent } from '../../contracts/domain-event.js';

export const ack: Verdict = { kind: 'ack' };

/** A handler that answers each delivery alone, and keeps what was acknowledged. */
export function recorder(judge: (delivery: Delivery) => Verdict = () => ack) {
  const seen: DomainEvent[] = [];
  const handler: Handler = async (deliveries) =>
    deliveries.map((delivery) => {
      const verdict = judge(delivery);
      if (verdict.kind === 'ack') seen.push(delivery.event);
      return verdict;
    });
  const versions = (aggregateId: string) =>
    seen.filter((event) => event.aggregateId === aggregateId).map((e) => e.aggregateVersion);
  const ids = () => new Set(seen.map((event) => event.aggregateId));
  return { seen, handler, versions, ids };
}

/** The same bus, and which deliveries the handlers of its subscribers have answered. */
export function watchDeliveries(bus: Bus): { readonly bus: Bus; readonly answered: Delivery[] } {
  const answered: Delivery[] = [];
  const watched: Bus = {
    ...bus,
    subscribe: (durable, handler) =>
      bus.subscribe(durable, async (deliveries) => {
        const verdicts = await handler(deliveries);
        answered.push(...deliveries);
        return verdicts;
      }),
  };
  return { bus: watched, answered };
}

/** A door that is shut until `open` is called. */
export function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
