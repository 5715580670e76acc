import type { FaultRecord } from './run-faults.js';
import { timeLines } from './time-report.js';

const took = (fromMs: number, tookMs: number | null) => ({
  ...{ target: 'orders-1', service: 'orders', slowestLookMs: 10, fromMs, tookMs },
});
const away: FaultRecord = {
  ...{ name: 'SIGKILL', target: 'database', service: null, isKill: true, wasSeen: true },
  ...{ fromMs: 190_000, toMs: 200_000 },
};

test('every takeover is told, also one that never happened, apart from those that were disturbed', () => {
  const takeovers = [took(1_000, 4_200), took(50_000, null), took(190_000, 9_300)];
  expect(timeLines({ faults: [away], takeovers, recoveries: [] }).slice(0, 3)).toEqual([
    'takeovers after a kill: 3',
    '    nothing else was broken: 4.2 s, never',
    '    something else was, or the machine was busy: 9.3 s',
  ]);
});
