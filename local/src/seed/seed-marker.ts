import type { Database } from '@marquee/common/mongo';

const markerId = 'demo';

interface Marker {
  readonly _id: string;
  readonly seededAt: Date;
}

/** Remembers beside the data, not beside the program, that the demo data is all there. */
export function createSeedMarker(database: Database) {
  const markers = database.connection.collection<Marker>('seeds');
  return {
    async isSet(): Promise<boolean> {
      return (await markers.findOne({ _id: markerId })) !== null;
    },
    async set(seededAt: Date): Promise<void> {
      await markers.updateOne({ _id: markerId }, { $set: { seededAt } }, { upsert: true });
    },
  };
}

export type SeedMarker = ReturnType<typeof createSeedMarker>;
