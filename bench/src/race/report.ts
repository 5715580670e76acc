import { clientCounts, type Race } from './races.js';
import type { Heat } from './run-heat.js';
import { type Column, formatTable } from './table.js';

const columns: readonly Column[] = [
  { title: 'clients', align: 'right' },
  { title: 'who', align: 'left' },
  { title: 'accepted/s', align: 'right' },
  { title: 'answered/s', align: 'right' },
  { title: '× (b)', align: 'right' },
  { title: '× (a)', align: 'right' },
  { title: 'winners', align: 'right' },
  { title: 'double sales', align: 'right' },
  { title: 'winners p50', align: 'right' },
  { title: "losers' p99", align: 'right' },
  { title: 'failed', align: 'right' },
];

/** A race's heats. A double sale counts as accepted; the ratios are of answered buyers. */
export function formatRace(race: Race, heats: readonly Heat[]): string {
  const rows = [...clientCounts]
    .sort((a, b) => a - b)
    .flatMap((clients) => {
      const same = heats.filter((heat) => heat.clients === clients);
      return same.length === 0 ? [] : [[], ...same.map((heat) => rowOf(heat, same))];
    });
  const title = `${race.buyers} buyers, ${race.tickets} tickets`;
  return `${title}\n${formatTable(columns, rows.slice(1))}`;
}

function rowOf(heat: Heat, same: readonly Heat[]): string[] {
  const isOurs = heat.contestant === 'Marquee';
  const times = (letter: string) => {
    const found = isOurs ? ratio(heat, same, letter) : undefined;
    return found === undefined ? '' : `${found.toFixed(1)}×`;
  };
  return [
    String(heat.clients),
    heat.contestant,
    count(heat.acceptedPerSecond),
    count(heat.answeredPerSecond),
    times('(b)'),
    times('(a)'),
    `${heat.accepted - heat.doubleSales}${heat.isCut ? ' (time over)' : ''}`,
    String(heat.doubleSales),
    milliseconds(heat.winnersP50Ms),
    milliseconds(heat.losersP99Ms),
    String(heat.failed),
  ];
}

/** How many times as fast as the contestant of this letter the heat was. */
export function ratio(heat: Heat, same: readonly Heat[], letter: string): number | undefined {
  const other = same.find(({ contestant }) => contestant.startsWith(letter));
  return other === undefined ? undefined : heat.answeredPerSecond / other.answeredPerSecond;
}

const count = (value: number) => Math.round(value).toLocaleString('en');

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
