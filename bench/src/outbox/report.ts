import { aimLine } from '../aim.js';
import { percentile } from '../load/percentile.js';
import { type Column, formatTable } from '../race/table.js';
import { names } from './contestants.js';

/** What somebody got saved in some time. */
export interface Saves {
  readonly name: string;
  readonly writers: number;
  readonly seconds: number;
  /** How long each save took. */
  readonly ms: readonly number[];
}

const columns: readonly Column[] = [
  { title: 'writers', align: 'right' },
  { title: 'who', align: 'left' },
  { title: 'saved/s', align: 'right' },
  { title: '× insert', align: 'right' },
  { title: '× then publish', align: 'right' },
  { title: 'p50', align: 'right' },
  { title: 'p99', align: 'right' },
];
const atLeast = 0.45;

export function formatSaves(all: readonly Saves[]): string {
  const rows = [...new Set(all.map(({ writers }) => writers))].flatMap((writers) => {
    const same = all.filter((saves) => saves.writers === writers);
    return [[], ...same.map((saves) => rowOf(saves, same))];
  });
  return [formatTable(columns, rows.slice(1)), '', 'Aims', aim(all)].join('\n');
}

function rowOf(saves: Saves, same: readonly Saves[]): string[] {
  const times = (name: string) =>
    saves.name === name ? '' : `${ratio(saves.name, name, same).toFixed(2)}×`;
  const milliseconds = (rank: number) => `${(percentile(saves.ms, rank) ?? 0).toFixed(1)} ms`;
  return [
    String(saves.writers),
    saves.name,
    Math.round(perSecond(saves)).toLocaleString('en'),
    times(names.insert),
    times(names.thenPublish),
    milliseconds(50),
    milliseconds(99),
  ];
}

function aim(all: readonly Saves[]): string {
  const at32 = all.filter(({ writers }) => writers === 32);
  const found = ratio(names.ours, names.insert, at32);
  const text = `transaction with its outbox row, 32 writers, ≥ ${atLeast} × insert only`;
  return aimLine(found >= atLeast, text, `${found.toFixed(2)}×`);
}

const perSecond = ({ ms, seconds }: Saves) => ms.length / seconds;

function ratio(name: string, against: string, among: readonly Saves[]): number {
  const of = (wanted: string) => among.find((saves) => saves.name === wanted);
  const [one, other] = [of(name), of(against)];
  return one === undefined || other === undefined ? Number.NaN : perSecond(one) / perSecond(other);
}
