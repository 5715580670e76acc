import { onGround } from '../backbone/on-ground.js';
import { type FanoutHeat, type FanoutResult, measureFanout } from './measure-fanout.js';
import { requireOpenFiles } from './open-files.js';
import { formatFanout, formatFanoutAims } from './report.js';

const seconds = 8;
/** Sizes with as many deliveries a second each: 10,000. */
const small = { watchers: 1_000, changesPerSecond: 10 };
const large = { watchers: 4_000, changesPerSecond: 2.5 };
const elsewhere = { usual: 2_000, full: 10_000 };

/** What a change of a ticket costs, and how soon it is there, however many look at it. */
export async function runFanout(
  say: (line: string) => void,
  { isFull }: { readonly isFull: boolean },
): Promise<void> {
  const idle = isFull ? elsewhere.full : elsewhere.usual;
  const sizes = isFull ? [small, large] : [small];
  await requireOpenFiles(Math.max(...sizes.map(({ watchers }) => watchers)) + idle);
  await onGround(say, async (ground) => {
    const results: FanoutResult[] = [];
    for (const heat of sizes.flatMap((size) => heatsOf(size, idle))) {
      say(`${heat.kind}, ${heat.watchers} watchers, ${heat.idle} elsewhere …`);
      results.push(await measureFanout(ground, heat));
    }
    say(`\n${formatFanout(results)}\n\n${formatFanoutAims(results)}`);
  });
}

/** The limit has nobody elsewhere: it would write to them as well. */
function heatsOf(size: typeof small, idle: number): FanoutHeat[] {
  return [
    { ...size, seconds, kind: 'marquee', idle: 0 },
    { ...size, seconds, kind: 'marquee', idle },
    { ...size, seconds, kind: 'raw', idle: 0 },
    { ...size, seconds, kind: 'emit to all', idle },
  ];
}
