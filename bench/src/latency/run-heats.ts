import type { Ground } from '../backbone/ground.js';
import { percentile } from '../load/percentile.js';
import { keepPace, type Pace } from './pace.js';
import type { Prepare, Way } from './ways.js';

/** One way at one rate. */
export interface Heat {
  readonly way: string;
  readonly eventsPerSecond: number;
  readonly events: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  readonly lost: number;
}

export interface HeatRules {
  readonly paces: readonly Pace[];
  readonly warmUp: Pace;
  readonly prepare?: Prepare;
}

/** All paces of one way, on a database and a stream of its own. */
export async function runHeats(ground: Ground, way: Way, rules: HeatRules): Promise<Heat[]> {
  const open = await way.open(ground, rules.prepare);
  try {
    const writeFor = (pace: Pace) => () => open.write(pace.eventsPerWrite);
    await keepPace(rules.warmUp, writeFor(rules.warmUp));
    await open.stopwatch().read();
    const heats: Heat[] = [];
    for (const pace of rules.paces) {
      open.restart();
      await keepPace(pace, writeFor(pace));
      const { ms, lost } = await open.stopwatch().read();
      heats.push({
        ...{ way: way.name, eventsPerSecond: pace.eventsPerSecond, events: ms.length, lost },
        p50Ms: percentile(ms, 50) ?? Number.NaN,
        p99Ms: percentile(ms, 99) ?? Number.NaN,
        longestMs: percentile(ms, 100) ?? Number.NaN,
      });
    }
    await open.check?.();
    return heats;
  } finally {
    await open.close();
  }
}
