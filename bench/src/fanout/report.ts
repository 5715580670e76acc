import { aimLine } from '../aim.js';
import { type Column, formatTable } from '../race/table.js';
import type { FanoutResult } from './measure-fanout.js';

const columns: readonly Column[] = [
  { title: 'watchers', align: 'right' },
  { title: 'elsewhere', align: 'right' },
  { title: 'who', align: 'left' },
  { title: 'deliveries', align: 'right' },
  { title: 'lost', align: 'right' },
  { title: 'CPU each', align: 'right' },
  { title: 'at rest', align: 'right' },
  { title: 'p50', align: 'right' },
  { title: 'p99', align: 'right' },
  { title: 'a connection', align: 'right' },
];

const names = { marquee: 'Marquee', raw: 'raw ws', 'emit to all': 'io.emit to all' } as const;
const aims = { cpuTimes: 1.6, laterMs: 50, bytes: 30 * 1_024, idleTimes: 1.2 };

export function formatFanout(results: readonly FanoutResult[]): string {
  return formatTable(
    columns,
    results.map((one) => [
      one.watchers.toLocaleString('en'),
      one.idle.toLocaleString('en'),
      names[one.kind],
      one.deliveries.toLocaleString('en'),
      String(one.lost),
      micros(one.cpuMicrosPerDelivery),
      `${(one.restShare * 100).toFixed(1)} %`,
      milliseconds(one.p50Ms),
      milliseconds(one.p99Ms),
      kilobytes(one.bytesPerConnection),
    ]),
  );
}

export function formatFanoutAims(results: readonly FanoutResult[]): string {
  const sizes = [...new Set(results.map(({ watchers }) => watchers))];
  return ['Aims', ...sizes.flatMap((size) => aimsAt(size, results))].join('\n');
}

function aimsAt(watchers: number, results: readonly FanoutResult[]): string[] {
  const find = (kind: FanoutResult['kind'], isIdle: boolean) =>
    results.find(
      (one) => one.watchers === watchers && one.kind === kind && one.idle > 0 === isIdle,
    );
  const [ours, crowded, raw] = [find('marquee', false), find('marquee', true), find('raw', false)];
  if (ours === undefined || crowded === undefined || raw === undefined) return [];
  const cpu = ours.cpuMicrosPerDelivery / raw.cpuMicrosPerDelivery;
  const idle = crowded.cpuMicrosPerDelivery / ours.cpuMicrosPerDelivery;
  const at = `${watchers.toLocaleString('en')} watchers: `;
  const lost = ours.lost + crowded.lost + raw.lost;
  return [
    // Who loses deliveries has less to do, and the slowest of them are not counted.
    aimLine(lost === 0, `${at}no delivery lost`, String(lost)),
    aimLine(
      lost === 0 && cpu <= aims.cpuTimes,
      `${at}CPU per delivery ≤ ${aims.cpuTimes} × raw ws`,
      `${cpu.toFixed(2)}×`,
    ),
    aimLine(
      lost === 0 && ours.p99Ms <= raw.p99Ms + aims.laterMs,
      `${at}p99 ≤ raw + ${aims.laterMs} ms`,
      `${milliseconds(ours.p99Ms)} against ${milliseconds(raw.p99Ms)}`,
    ),
    aimLine(
      crowded.bytesPerConnection <= aims.bytes,
      `${at}≤ ${kilobytes(aims.bytes)} a connection`,
      kilobytes(crowded.bytesPerConnection),
    ),
    aimLine(
      lost === 0 && idle <= aims.idleTimes,
      `${at}CPU per delivery with others elsewhere ≤ ${aims.idleTimes} × without`,
      `${idle.toFixed(2)}×`,
    ),
  ];
}

const micros = (value: number) => `${value.toFixed(1)} µs`;
const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
const kilobytes = (value: number) => `${(value / 1_024).toFixed(1)} KB`;
