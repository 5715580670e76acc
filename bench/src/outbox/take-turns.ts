import { drive } from '../load/drive.js';
import type { Saver } from './contestants.js';
import type { Saves } from './report.js';

/** Lets each save for its seconds, turn by turn. */
export async function takeTurns(
  savers: readonly Saver[],
  writers: number,
  rules: { readonly turns: number; readonly secondsPerTurn: number },
): Promise<Saves[]> {
  const results = savers.map(({ name }) => ({ name, writers, seconds: 0, ms: [] as number[] }));
  for (let turn = 0; turn < rules.turns; turn++) {
    for (const [at, saver] of savers.entries()) {
      const { seconds, ms } = await save(saver, writers, rules.secondsPerTurn);
      const result = results[at];
      if (result === undefined) continue;
      result.seconds += seconds;
      result.ms.push(...ms);
    }
  }
  return results;
}

/** So many writers save, each one after another, for so many seconds. */
export async function save(saver: Saver, writers: number, secondsMax: number) {
  const writer = {
    place: async () => {
      await saver.save();
      return 'accepted' as const;
    },
    close: () => {},
  };
  const clients = Array.from({ length: writers }, () => writer);
  const { attempts, seconds } = await drive(clients, {
    count: Number.MAX_SAFE_INTEGER,
    secondsMax,
  });
  return { seconds, ms: attempts.map(({ ms }) => ms) };
}
