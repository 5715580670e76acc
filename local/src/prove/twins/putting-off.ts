import type { Bus, Handler } from '@marquee/common/bus';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';

/** Version 1 is put off until `allow`, as a consumer in trouble would. */
export function puttingOffFirstVersions(inner: Bus) {
  let isAllowed = false;
  let isHandled = false;
  const putOff = { kind: 'retry', afterMs: 100, reason: 'not now' } as const;
  const wrap = (handler: Handler): Handler => {
    return async (deliveries) => {
      const isLet = ({ event }: { event: DomainEvent }) => event.aggregateVersion > 1 || isAllowed;
      const some = deliveries.filter(isLet);
      const verdicts = [...(await handler(some))];
      isHandled ||= some.some(({ event }) => event.aggregateVersion === 1);
      return deliveries.map((one) => (isLet(one) ? (verdicts.shift() ?? putOff) : putOff));
    };
  };
  const bus: Bus = {
    ...inner,
    subscribe: (durable, handler) => inner.subscribe(durable, wrap(handler)),
  };
  const allow = () => {
    isAllowed = true;
  };
  return { bus, isFirstHandled: { allow, asked: () => isHandled } };
}
