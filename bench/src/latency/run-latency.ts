import type { Ground } from '../backbone/ground.js';
import { onGround } from '../backbone/on-ground.js';
import type { Side } from '../backbone/side.js';
import { profiled } from '../profile/profiled.js';
import { measureIdle } from './idle.js';
import { keepPublishedRows } from './keep-rows.js';
import { formatAims, formatHeats } from './report.js';
import { type Heat, runHeats } from './run-heats.js';
import { measureTakeover } from './takeover.js';
import { ways, waysOfOurs } from './ways.js';

interface LatencyOptions {
  /** With a million published rows as well. */
  readonly isFull: boolean;
  readonly isProfiled: boolean;
}

/** A thousand events a second are written ten at a time, as rounds of orders write theirs. */
const slow = { eventsPerSecond: 200, eventsPerWrite: 1, seconds: 8 };
const fast = { eventsPerSecond: 1_000, eventsPerWrite: 10, seconds: 8 };
const warmUp = { eventsPerSecond: 200, eventsPerWrite: 1, seconds: 2 };
const keptRows = 1_000_000;

/** How soon a handler hears of a commit, and how soon after a relay's end. */
export async function runLatency(
  say: (line: string) => void,
  options: LatencyOptions,
): Promise<void> {
  await onGround(say, async (ground) => {
    if (options.isProfiled) {
      const heat = () => runHeats(ground, waysOfOurs.here, { paces: [fast], warmUp });
      say(await profiled('latency', heat));
      return;
    }
    const heats: Heat[] = [];
    for (const way of ways) {
      say(`${way.name} …`);
      heats.push(...(await runHeats(ground, way, { paces: [slow, fast], warmUp })));
    }
    say(`\n${formatHeats(heats)}\n`);
    const kept = options.isFull ? await heatsWithRowsKept(ground, say) : null;
    say('Two relay processes, of which one is killed or stopped, again and again …');
    const takeover = await measureTakeover(ground);
    say('One relay process with nothing to do …');
    const idle = await measureIdle(ground);
    say(`\n${formatAims({ heats, kept, takeover, idle })}`);
  });
}

async function heatsWithRowsKept(ground: Ground, say: (line: string) => void): Promise<Heat[]> {
  say(`${keptRows.toLocaleString('en')} published rows are made, then the same again …`);
  const prepare = (side: Side) => keepPublishedRows(side, keptRows);
  const heats = await runHeats(ground, waysOfOurs.here, { paces: [slow, fast], warmUp, prepare });
  say(`\n${formatHeats(heats)}\n`);
  return heats;
}
