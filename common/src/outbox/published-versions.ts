const rememberedMax = 50_000;

/** The last published version of aggregates lately seen: spares asking for their predecessors. */
export function createPublishedVersions() {
  const versions = new Map<string, number>();
  return {
    isPublished: (key: string, version: number) => (versions.get(key) ?? 0) >= version,
    remember(key: string, version: number): void {
      versions.delete(key);
      versions.set(key, version);
      if (versions.size <= rememberedMax) return;
      const [oldest] = versions.keys();
      if (oldest !== undefined) versions.delete(oldest);
    },
    clear: () => versions.clear(),
  };
}

export type PublishedVersions = ReturnType<typeof createPublishedVersions>;
