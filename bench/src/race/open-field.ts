import { mongo } from 'mongoose';
import { bareDriver } from '../contestants/bare-driver.js';
import { startBaseline } from '../contestants/baseline.js';
import type { Contestant } from '../contestants/contestant.js';
import { type ForkedEntry, forkEntry } from '../contestants/fork-entry.js';
import type { MarqueeReady } from '../contestants/marquee.entry.js';
import { marquee } from '../contestants/marquee.js';

/** Everybody who takes part, on one mongod. */
export interface Field {
  readonly process: ForkedEntry<MarqueeReady>;
  readonly client: mongo.MongoClient;
  readonly marquee: Contestant;
  readonly others: readonly Contestant[];
  close(): Promise<void>;
}

export async function openField(options: { readonly alone: boolean }): Promise<Field> {
  const entry = new URL('../contestants/marquee.entry.js', import.meta.url);
  const process = await forkEntry<MarqueeReady>(entry);
  const { mongoUrl } = process.ready;
  const client = await mongo.MongoClient.connect(mongoUrl);
  const countPending = (database: string) =>
    client.db(database).collection('outbox').countDocuments({ pending: true });
  const ours = marquee(process, countPending);
  const others = options.alone ? [] : [await startBaseline(client, mongoUrl), bareDriver(client)];
  return {
    ...{ process, client, marquee: ours, others },
    async close() {
      for (const other of others) await other.close();
      await client.close();
      await ours.close();
    },
  };
}
