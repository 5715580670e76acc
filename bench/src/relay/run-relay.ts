import { openBareStream } from '../backbone/bare-stream.js';
import { onGround } from '../backbone/on-ground.js';
import type { Side } from '../backbone/side.js';
import { profiled } from '../profile/profiled.js';
import { measureDrain, withBacklog } from './measure-drain.js';
import { type Drain, formatDrains } from './report.js';

interface RelayOptions {
  /** A million rows as well; takes some minutes. */
  readonly isFull: boolean;
  readonly isProfiled: boolean;
}

const warmUp = 5_000;
const short = { rows: 1_000, repeats: 7 };
const long = { rows: 100_000, repeats: 1 };
const full = { rows: 1_000_000, repeats: 1 };

/** How fast the relay drains an outbox, beside publishing alone. */
export async function runRelay(say: (line: string) => void, options: RelayOptions): Promise<void> {
  await onGround(say, async (ground) => {
    const stream = await openBareStream(ground.natsUrl, 'bare');
    const sizes = options.isFull ? [short, long, full] : [short, long];
    try {
      say('Warming up …');
      await measureDrain(ground, stream, { name: 'warm', rows: warmUp });
      if (options.isProfiled) {
        const backlog = { name: 'profiled', rows: long.rows };
        const work = (_side: Side, drain: () => Promise<number>) => profiled('relay', drain);
        say(await withBacklog(ground, stream, backlog, work));
        return;
      }
      const drains: Drain[] = [];
      for (const { rows, repeats } of sizes) {
        for (let repeat = 1; repeat <= repeats; repeat++) {
          say(
            `${rows.toLocaleString('en')} rows${repeats > 1 ? `, ${repeat} of ${repeats}` : ''} …`,
          );
          drains.push(await measureDrain(ground, stream, { name: `rows_${rows}_${repeat}`, rows }));
        }
      }
      say(`\n${formatDrains(drains)}`);
    } finally {
      await stream.close();
    }
  });
}
