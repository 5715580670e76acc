import type { FanoutResult } from './measure-fanout.js';
import { formatFanoutAims } from './report.js';

const one = {
  ...{ watchers: 1_000, changesPerSecond: 10, seconds: 8, deliveries: 80_000, lost: 0 },
  ...{ cpuMicrosPerDelivery: 10, restShare: 0, p50Ms: 20, p99Ms: 60, bytesPerConnection: 20_000 },
};
const results = (changed: Partial<FanoutResult> = {}): FanoutResult[] => [
  { ...one, kind: 'marquee', idle: 0, ...changed },
  { ...one, kind: 'marquee', idle: 2_000 },
  { ...one, kind: 'raw', idle: 0 },
];
const missed = (all: FanoutResult[]) =>
  formatFanoutAims(all)
    .split('\n')
    .filter((line) => line.startsWith('  missed'));

it('who loses deliveries meets no aim that compares them', () => {
  expect(missed(results())).toEqual([]);
  expect(missed(results({ lost: 1 }))).toHaveLength(4);
});
