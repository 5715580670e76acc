const rememberedMax = 10_000;

/**
 * Which durables are done with an event that another one refused, so that they are not asked
 * again. Only spares work: after a restart their inbox knows it.
 */
export function createAcknowledgements() {
  const byEventId = new Map<string, Set<string>>();
  return {
    has: (eventId: string, durableName: string) =>
      byEventId.get(eventId)?.has(durableName) ?? false,
    remember(eventId: string, durableNames: readonly string[]): void {
      const names = byEventId.get(eventId) ?? new Set<string>();
      for (const name of durableNames) names.add(name);
      byEventId.set(eventId, names);
      const [oldest] = byEventId.keys();
      if (byEventId.size > rememberedMax && oldest !== undefined) byEventId.delete(oldest);
    },
    forget(eventId: string): void {
      byEventId.delete(eventId);
    },
  };
}
