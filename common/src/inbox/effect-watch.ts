const idsMax = 10_000;

/**
 * Remembers the last events whose effects this process has committed, to notice if one is ever
 * committed again: the inbox would have failed, by a bug or because somebody emptied it.
 */
export function createEffectWatch() {
  const ids = new Set<string>();
  return {
    /** How many of them had been committed before. */
    committed(eventIds: readonly string[]): number {
      let repeated = 0;
      for (const id of eventIds) {
        if (ids.delete(id)) repeated += 1;
        ids.add(id);
      }
      for (const oldest of ids) {
        if (ids.size <= idsMax) break;
        ids.delete(oldest);
      }
      return repeated;
    },
  };
}
