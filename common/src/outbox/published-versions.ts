/** Two hundred thousand in all, when every partition is ours. */
const rememberedMaxPerPartition = 3_000;

/** The last published version of aggregates lately seen: spares asking for their predecessors. */
export function createPublishedVersions() {
  const byPartition = new Map<number, Map<string, number>>();

  function versionsOf(partition: number): Map<string, number> {
    const known = byPartition.get(partition) ?? new Map<string, number>();
    byPartition.set(partition, known);
    return known;
  }

  return {
    isPublished: (partition: number, key: string, version: number) =>
      (byPartition.get(partition)?.get(key) ?? 0) >= version,
    remember(partition: number, key: string, version: number): void {
      const versions = versionsOf(partition);
      const newest = Math.max(version, versions.get(key) ?? 0);
      versions.delete(key);
      versions.set(key, newest);
      if (versions.size <= rememberedMaxPerPartition) return;
      const [oldest] = versions.keys();
      if (oldest !== undefined) versions.delete(oldest);
    },
    /** Somebody else may have sent them again, or the broker may have lost them. */
    forget(partitions: Iterable<number>): void {
      for (const partition of partitions) byPartition.delete(partition);
    },
  };
}

export type PublishedVersions = ReturnType<typeof createPublishedVersions>;
