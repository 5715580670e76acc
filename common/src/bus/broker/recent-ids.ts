const rememberedMax = 20_000;

/** What was seen lately, bounded. */
export function createRecentIds() {
  const ids = new Set<string>();
  return {
    /** Whether it is new. */
    add(id: string): boolean {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > rememberedMax && oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
