import { openBareStream } from '../backbone/bare-stream.js';
import { onGround } from '../backbone/on-ground.js';
import { openBus, openSide, relayOf } from '../backbone/side.js';
import { profiled } from '../profile/profiled.js';
import { createSavers, names, type Saver } from './contestants.js';
import { formatSaves, type Saves } from './report.js';
import { save, takeTurns } from './take-turns.js';

const writerCounts = [1, 32] as const;
/** Everybody takes turns, so that all meet the same noise. */
const turns = 3;
const secondsPerTurn = 2;

/** What the outbox row costs the transaction of a change. */
export async function runOutbox(
  say: (line: string) => void,
  options: { readonly isProfiled: boolean },
): Promise<void> {
  await onGround(say, async ({ mongoUrl, natsUrl }) => {
    const quiet = await openSide(mongoUrl, 'quiet');
    const relayed = await openSide(mongoUrl, 'relayed');
    const stream = await openBareStream(natsUrl, 'bare');
    const bus = await openBus({ natsUrl, stream: 'ours' });
    const relay = relayOf(relayed, bus);
    await relay.start();
    try {
      const savers = createSavers({ quiet, relayed, stream });
      if (options.isProfiled) await profileOurs(savers, say);
      else await compare(savers, say);
    } finally {
      await relay.stop();
      await bus.close();
      await stream.close();
      await Promise.all([quiet, relayed].map(({ database }) => database.close()));
    }
  });
}

async function compare(savers: readonly Saver[], say: (line: string) => void): Promise<void> {
  say('Warming up …');
  for (const saver of savers) await save(saver, 32, 1);
  const all: Saves[] = [];
  for (const writers of writerCounts) {
    say(`${writers} ${writers === 1 ? 'writer' : 'writers'} …`);
    all.push(...(await takeTurns(savers, writers, { turns, secondsPerTurn })));
  }
  say(`\n${formatSaves(all)}`);
}

async function profileOurs(savers: readonly Saver[], say: (line: string) => void): Promise<void> {
  const ours = savers.find(({ name }) => name === names.ours);
  if (ours === undefined) return;
  await save(ours, 32, 2);
  say(await profiled('outbox', () => save(ours, 32, 6)));
}
