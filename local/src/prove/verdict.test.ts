import type { FaultRecord } from './run-faults.js';
import { type Findings, judge } from './verdict.js';

const fault: FaultRecord = {
  ...{ name: 'SIGKILL', target: 'orders-1', service: 'orders', isKill: true, wasSeen: true },
  ...{ fromMs: 0, toMs: 2_000 },
};
const fine: Findings = {
  violations: [],
  recoveries: [{ afterMs: 1_200, pendingAtFirst: 3 }],
  complaints: [],
  faults: [fault],
  untried: [],
};

test('what nobody can object to is proved', () => {
  expect(judge(fine)).toMatchObject({ isProved: true });
  expect(judge(fine).lines.at(-1)).toBe('PROVED');
});

test.each<[string, Partial<Findings>]>([
  ['an invariant is violated', { violations: ['I4: ticket 1 is in 2 orders'] }],
  ['an outbox did not recover in time', { recoveries: [{ afterMs: null, pendingAtFirst: 9 }] }],
  ['nobody looked how soon the outboxes recovered', { recoveries: [] }],
  ['a process ended by itself', { complaints: ['orders-1 ended by itself'] }],
  ['a fault was not seen to happen', { faults: [{ ...fault, wasSeen: false }] }],
  ['nothing went wrong at all', { faults: [] }],
])('nothing is proved when %s', (_what, changes) => {
  const { lines, isProved } = judge({ ...fine, ...changes });
  expect([isProved, lines.at(-1)]).toEqual([false, 'NOT PROVED']);
});

test('what nothing happened to is not said to hold, and a violation of it is told all the same', () => {
  const parked = (findings: Findings) =>
    judge(findings).lines.find((line) => line.startsWith('I9')) ?? '';
  expect(parked(fine)).toContain('holds:');
  expect(parked({ ...fine, untried: ['I9'] })).toContain('not tried:');
  const violations = ['I9: row 1 was parked and not listed'];
  expect(parked({ ...fine, untried: ['I9'], violations })).toContain('VIOLATED 1 times:');
});
