import { eventHash } from './event-hash.js';
import type { HeardEvent, Ledger, Subscriber, Violations } from './ledger.js';

/** I2: nothing was heard that no outbox holds, by the consumers of services or by the auditor. */
export function nothingUncommittedHeard({ outbox, inbox, heard }: Ledger): Violations {
  const committed = new Map(outbox.map(({ event }) => [event.id as string, event]));
  const strangers = [...inbox].filter((id) => !committed.has(id.slice(id.lastIndexOf(':') + 1)));
  const others = heard.filter((one) => {
    const event = committed.get(one.eventId);
    if (event === undefined) return false;
    const { aggregateType, aggregateId, aggregateVersion } = event;
    return (
      one.aggregateType !== aggregateType ||
      one.aggregateId !== aggregateId ||
      one.aggregateVersion !== aggregateVersion ||
      one.hash !== eventHash(event)
    );
  });
  return [
    ...strangers.map((id) => `I2: ${id} was heard and no outbox holds it`),
    ...heard
      .filter(({ eventId }) => !committed.has(eventId))
      .map(({ consumer, eventId }) => `I2: ${consumer} heard ${eventId}, which no outbox holds`),
    ...others.map(({ consumer, eventId }) => `I2: ${consumer} heard another ${eventId}`),
  ];
}

/** I3, the consumers' part: how the auditor's effects followed each other. */
export function effectsFollowVersions(
  { heard }: Ledger,
  subscribers: readonly Subscriber[],
): Violations {
  const kinds = new Map(subscribers.map(({ name, kind }) => [name, kind ?? 'state']));
  const byAggregate = new Map<string, HeardEvent[]>();
  for (const one of heard) {
    const key = `${one.consumer}, ${one.aggregateType} ${one.aggregateId}`;
    byAggregate.set(key, [...(byAggregate.get(key) ?? []), one]);
  }
  return [...byAggregate].flatMap(([key, effects]) => {
    const versions = effects
      .sort((a, b) => a.position - b.position)
      .map(({ aggregateVersion }) => aggregateVersion);
    const isTransition = kinds.get(effects[0]?.consumer ?? '') === 'transition';
    const isInOrder = isTransition
      ? versions.every((version, at) => version === at + 1)
      : versions.every((version, at) => at === 0 || version > (versions[at - 1] ?? 0));
    return isInOrder ? [] : [`I3: ${key}: the effects were of versions ${versions.join(', ')}`];
  });
}

/** How many effects came of a domain event that already had one: must be 0. */
export function duplicateEffects({ heard }: Ledger): Violations {
  const seen = new Set<string>();
  return heard.flatMap(({ consumer, eventId }) => {
    const key = `${consumer}:${eventId}`;
    if (seen.has(key)) return [`I3: ${key} had its effect twice`];
    seen.add(key);
    return [];
  });
}

/** I9: what was parked can be found by a person, with its reason, and can be replayed. */
export function parkedAreListed({ parked }: Ledger): Violations {
  return parked.flatMap(({ id, reason, hasEvent }) => [
    ...(reason === null || reason === '' ? [`I9: ${id} is parked without a reason`] : []),
    ...(hasEvent ? [] : [`I9: ${id} is parked without its event, so it cannot be replayed`]),
  ]);
}
