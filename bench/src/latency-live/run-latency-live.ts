import { aimLine } from '../aim.js';
import { onGround } from '../backbone/on-ground.js';
import { formatTable } from '../race/table.js';
import { type LiveLatency, measureLive } from './measure-live.js';

const aimMs = 250;
const sockets = 1_000;
const heats = [
  { sockets, changesPerSecond: 5, seconds: 8 },
  { sockets, changesPerSecond: 20, seconds: 8 },
];
const titles = ['sockets', 'changes/s', 'deliveries', 'lost', 'p50', 'p99', 'longest'];

/** How soon a thousand browsers have what was committed. */
export async function runLatencyLive(say: (line: string) => void): Promise<void> {
  await onGround(say, async (ground) => {
    const results: LiveLatency[] = [];
    for (const heat of heats) {
      say(`${heat.changesPerSecond} changes a second, ${heat.sockets} sockets …`);
      results.push(await measureLive(ground, heat));
    }
    const columns = titles.map((title) => ({ title, align: 'right' as const }));
    say(`\n${formatTable(columns, results.map(rowOf))}\n\nAims, from commit to socket`);
    for (const { changesPerSecond, p99Ms, lost } of results) {
      const aim = `${changesPerSecond}/s to ${sockets} sockets: p99 ≤ ${aimMs} ms, none lost`;
      say(aimLine(p99Ms <= aimMs && lost === 0, aim, `${p99Ms.toFixed(0)} ms, ${lost} lost`));
    }
  });
}

const rowOf = (one: LiveLatency): string[] => [
  one.sockets.toLocaleString('en'),
  String(one.changesPerSecond),
  one.deliveries.toLocaleString('en'),
  String(one.lost),
  ...[one.p50Ms, one.p99Ms, one.longestMs].map((ms) => `${ms.toFixed(0)} ms`),
];
