import type { Ledger, Subscriber, Violations } from './ledger.js';

/** I1: every committed domain event is applied by every consumer that wants it. */
export function everyEventApplied(
  { outbox, inbox, parkedDeliveries }: Ledger,
  subscribers: readonly Subscriber[],
): Violations {
  const unsent = outbox.filter((row) => row.isPending || row.isParked);
  const missing = outbox.flatMap(({ event }) =>
    subscribers
      .filter(({ aggregateTypes }) => aggregateTypes.includes(event.aggregateType))
      .filter(({ name }) => !inbox.has(`${name}:${event.id}`))
      .map(({ name }) => `I1: ${name} never saw ${event.type} ${event.id}`),
  );
  return [
    ...unsent.map(({ event }) => `I1: ${event.type} ${event.id} was never published`),
    ...missing,
    ...parkedDeliveries.map((id) => `I1: the delivery ${id} is parked`),
  ];
}

/** I3, the owners' part: the versions of an aggregate are 1, 2, 3 … without a gap. */
export function versionsWithoutGaps({ outbox }: Ledger): Violations {
  const versions = new Map<string, number[]>();
  for (const { event } of outbox) {
    const key = `${event.aggregateType} ${event.aggregateId}`;
    versions.set(key, [...(versions.get(key) ?? []), event.aggregateVersion]);
  }
  return [...versions]
    .filter(([, found]) => found.sort((a, b) => a - b).some((version, at) => version !== at + 1))
    .map(([key, found]) => `I3: ${key} has the versions ${found.join(', ')}`);
}
