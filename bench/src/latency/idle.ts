import { setTimeout as pause } from 'node:timers/promises';
import { mongo } from 'mongoose';
import type { Ground } from '../backbone/ground.js';
import { openSide } from '../backbone/side.js';
import { readCommandCounts } from '../profile/count-statements.js';
import { startRelay, untilShared } from './takeover.js';

/** What one idle relay asks a mongod a second, by the mongod's own count. */
export interface Idle {
  readonly perSecond: number;
  /** By command, the most frequent first. */
  readonly commands: readonly (readonly [name: string, perSecond: number])[];
}

const place = 'idle';
const settleSeconds = 12;
const seconds = 30;

export async function measureIdle(ground: Ground): Promise<Idle> {
  const side = await openSide(ground.mongoUrl, place);
  const relay = await startRelay(ground, place);
  const client = await mongo.MongoClient.connect(ground.mongoUrl);
  try {
    await untilShared(side, 1);
    await side.database.close();
    await pause(settleSeconds * 1000);
    const before = await readCommandCounts(client);
    await pause(seconds * 1000);
    const after = await readCommandCounts(client);
    const commands = [...after]
      .map(([name, count]) => [name, (count - (before.get(name) ?? 0)) / seconds] as const)
      .filter(([, perSecond]) => perSecond > 0)
      .sort((a, b) => b[1] - a[1]);
    return { perSecond: commands.reduce((sum, [, one]) => sum + one, 0), commands };
  } finally {
    await client.close();
    await relay.stop();
  }
}
