import { aimLine as line } from '../aim.js';
import type { OneClient } from './one-client.js';
import { plenty, type Race, scarce } from './races.js';
import { ratio } from './report.js';
import type { Heat } from './run-heat.js';

export interface RaceResult {
  readonly race: Race;
  readonly heats: readonly Heat[];
}

/** What we aim at, what came out, and whether that is enough. A missed aim fails nothing. */
export function formatAims(results: readonly RaceResult[], oneClient: OneClient): string {
  const heatsOf = (race: Race) => results.find((result) => result.race === race)?.heats ?? [];
  const at128 = heatsOf(plenty).filter(({ clients }) => clients === 128);
  const ours = at128.find(({ contestant }) => contestant === 'Marquee');
  const against = (letter: string, atLeast: number) => {
    const aim = `128 clients, ≥ ${atLeast} × ${letter}`;
    const found = ours === undefined ? undefined : ratio(ours, at128, letter);
    if (found === undefined) return line(false, aim, 'not measured, the time was over');
    return line(found >= atLeast, aim, `${found.toFixed(2)}×`);
  };
  const all = results.flatMap(({ heats }) => heats);
  const doubleSales = (heats: readonly Heat[], name: string) =>
    heats
      .filter(({ contestant }) => contestant.startsWith(name))
      .reduce((sum, heat) => sum + heat.doubleSales, 0);
  const { oursP50Ms, transactionP50Ms, noOpP50Ms } = oneClient;
  const lowest = transactionP50Ms + noOpP50Ms;
  const theirs = doubleSales(heatsOf(scarce), '(b)');
  const none = doubleSales(all, 'Marquee');
  return [
    'Aims',
    against('(b)', 8),
    against('(a)', 1),
    line(none === 0, 'no ticket sold twice by us', `${none}; by (b) ${theirs}`),
    line(
      oursP50Ms <= 1.5 * lowest,
      'one client, p50 ≤ 1.5 × (one bare transaction + one no-op request)',
      `${(oursP50Ms / lowest).toFixed(2)}×: ${oursP50Ms.toFixed(1)} ms against ` +
        `${transactionP50Ms.toFixed(1)} + ${noOpP50Ms.toFixed(1)} ms`,
    ),
  ].join('\n');
}
