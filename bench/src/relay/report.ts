import { aimLine, unmeasuredAim } from '../aim.js';
import { percentile } from '../load/percentile.js';
import { type Column, formatTable } from '../race/table.js';

/** One outbox of so many rows, and how fast each way was through with it. */
export interface Drain {
  readonly rows: number;
  readonly oursPerSecond: number;
  readonly windowedPerSecond: number;
  readonly oneByOnePerSecond: number;
}

const columns: readonly Column[] = [
  { title: 'rows', align: 'right' },
  { title: 'Marquee relay/s', align: 'right' },
  { title: 'windowed publish/s', align: 'right' },
  { title: 'one by one/s', align: 'right' },
  { title: '× windowed', align: 'right' },
  { title: '× one by one', align: 'right' },
];
const windowedMin = 0.4;
const oneByOneMin = 1.5;
const millionMin = 0.85;

/** Sizes that were measured several times are told by their medians. */
export function formatDrains(drains: readonly Drain[]): string {
  const sizes = [...new Set(drains.map(({ rows }) => rows))];
  const medians = sizes.map((size) => medianOf(drains.filter(({ rows }) => rows === size)));
  const rows = medians.map((drain) => [
    count(drain.rows),
    count(drain.oursPerSecond),
    count(drain.windowedPerSecond),
    count(drain.oneByOnePerSecond),
    times(drain.oursPerSecond / drain.windowedPerSecond),
    times(drain.oursPerSecond / drain.oneByOnePerSecond),
  ]);
  return [
    formatTable(columns, rows),
    '',
    'Aims',
    ...medians.flatMap(aimsOf),
    endurance(medians),
  ].join('\n');
}

function aimsOf(drain: Drain): string[] {
  const { rows, oursPerSecond, windowedPerSecond, oneByOnePerSecond } = drain;
  const [windowed, alone] = [oursPerSecond / windowedPerSecond, oursPerSecond / oneByOnePerSecond];
  const aim = `${count(rows)} rows, ≥`;
  return [
    aimLine(windowed >= windowedMin, `${aim} ${windowedMin} × windowed publish`, times(windowed)),
    aimLine(alone >= oneByOneMin, `${aim} ${oneByOneMin} × one by one`, times(alone)),
  ];
}

function endurance(medians: readonly Drain[]): string {
  const rateAt = (rows: number) => medians.find((drain) => drain.rows === rows)?.oursPerSecond;
  const [thousand, million] = [rateAt(1_000), rateAt(1_000_000)];
  const aim = `a million rows at ≥ ${millionMin} × the rate of a thousand`;
  if (thousand === undefined || million === undefined) return unmeasuredAim(aim, 'say --full');
  return aimLine(million >= millionMin * thousand, aim, times(million / thousand));
}

function medianOf(same: readonly Drain[]): Drain {
  const median = (of: keyof Drain) =>
    percentile(
      same.map((drain) => drain[of]),
      50,
    ) ?? Number.NaN;
  return {
    rows: median('rows'),
    oursPerSecond: median('oursPerSecond'),
    windowedPerSecond: median('windowedPerSecond'),
    oneByOnePerSecond: median('oneByOnePerSecond'),
  };
}

const count = (value: number) => Math.round(value).toLocaleString('en');
const times = (value: number) => `${value.toFixed(2)}×`;
