import { aimLine, unmeasuredAim } from '../aim.js';
import { type Column, formatTable } from '../race/table.js';
import type { Idle } from './idle.js';
import type { Heat } from './run-heats.js';
import type { Takeover } from './takeover.js';
import { wayNames } from './ways.js';

export interface LatencyResults {
  readonly heats: readonly Heat[];
  /** Of the first way, with a million published rows kept; null when that was not asked for. */
  readonly kept: readonly Heat[] | null;
  readonly takeover: Takeover;
  readonly idle: Idle;
}

const columns: readonly Column[] = [
  { title: 'events/s', align: 'right' },
  { title: 'who', align: 'left' },
  { title: 'heard', align: 'right' },
  { title: 'lost', align: 'right' },
  { title: 'p50', align: 'right' },
  { title: 'p99', align: 'right' },
  { title: 'longest', align: 'right' },
];
const aims = { slow: { p50: 10, p99: 50 }, fast: { p99: 150 }, keptMax: 1.3, queriesMax: 2 };

export function formatHeats(heats: readonly Heat[]): string {
  const rates = [...new Set(heats.map(({ eventsPerSecond }) => eventsPerSecond))];
  const rows = rates.flatMap((rate) => [
    [],
    ...heats.filter(({ eventsPerSecond }) => eventsPerSecond === rate).map(rowOf),
  ]);
  return formatTable(columns, rows.slice(1));
}

function rowOf(heat: Heat): string[] {
  return [
    heat.eventsPerSecond.toLocaleString('en'),
    heat.way,
    heat.events.toLocaleString('en'),
    String(heat.lost),
    milliseconds(heat.p50Ms),
    milliseconds(heat.p99Ms),
    milliseconds(heat.longestMs),
  ];
}

export function formatAims({ heats, kept, takeover, idle }: LatencyResults): string {
  const ours = [wayNames.here, wayNames.elsewhere].flatMap((way) => aimsOf(heats, way));
  const { afterKillMs, afterStopMs } = takeover;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const asked = idle.commands.map(([name, perSecond]) => `${name} ${perSecond.toFixed(2)}`);
  return [
    'Aims, from commit to handler',
    ...ours,
    ...keptAims(heats, kept),
    aimLine(afterKillMs <= 7_000, 'a killed relay is replaced in ≤ 7 s', seconds(afterKillMs)),
    aimLine(afterStopMs <= 1_000, 'a stopped relay is replaced in ≤ 1 s', seconds(afterStopMs)),
    aimLine(
      idle.perSecond <= aims.queriesMax,
      `an idle relay asks ≤ ${aims.queriesMax} times a second`,
      `${idle.perSecond.toFixed(2)} (${asked.join(', ')})`,
    ),
  ].join('\n');
}

/** Met only by a heat that lost nothing: what never came would have been the slowest. */
function aimsOf(heats: readonly Heat[], way: string): string[] {
  const [slow, fast] = [200, 1_000].map((rate) => heatOf(heats, way, rate));
  if (slow === undefined || fast === undefined) return [];
  const { p50Ms, p99Ms } = slow;
  const { p50, p99 } = aims.slow;
  return [
    aimLine(
      p50Ms <= p50 && p99Ms <= p99 && slow.lost === 0,
      `${way}, 200/s: p50 ≤ ${p50} ms, p99 ≤ ${p99} ms, none lost`,
      `${milliseconds(p50Ms)}, ${milliseconds(p99Ms)}, ${slow.lost} lost`,
    ),
    aimLine(
      fast.p99Ms <= aims.fast.p99 && fast.lost === 0,
      `${way}, 1,000/s: p99 ≤ ${aims.fast.p99} ms, none lost`,
      `${milliseconds(fast.p99Ms)}, ${fast.lost} lost`,
    ),
  ];
}

function keptAims(heats: readonly Heat[], kept: readonly Heat[] | null): string[] {
  return (
    [
      ['p50', 'p50Ms'],
      ['p99', 'p99Ms'],
    ] as const
  ).map(([name, key]) => {
    const aim = `a million published rows kept, 200/s: ${name} ≤ ${aims.keptMax} × without them`;
    const empty = heatOf(heats, wayNames.here, 200);
    const full = kept === null ? undefined : heatOf(kept, wayNames.here, 200);
    if (empty === undefined || full === undefined) return unmeasuredAim(aim, 'say --full');
    const times = full[key] / empty[key];
    const against = `${milliseconds(full[key])} against ${milliseconds(empty[key])}`;
    const isMet = times <= aims.keptMax && full.lost + empty.lost === 0;
    return aimLine(isMet, aim, `${times.toFixed(2)}×: ${against}`);
  });
}

const heatOf = (heats: readonly Heat[], way: string, rate: number) =>
  heats.find((heat) => heat.way === way && heat.eventsPerSecond === rate);

const milliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
