import { rareFaults, slowFaults, stripeFaults } from './faults/all-faults.js';
import { planRun } from './schedule.js';

const outline = (seed: number, minutes: number) =>
  planRun(seed, minutes).map(({ faults }) =>
    faults.map(({ atMs, fault, target, lastsMs }) => [atMs, fault.name, target, lastsMs]),
  );

test('the same seed plans the same faults, another seed others', () => {
  expect(outline(7, 2)).toEqual(outline(7, 2));
  expect(outline(7, 2)).not.toEqual(outline(8, 2));
});

const everyKind = [...slowFaults, ...rareFaults, ...stripeFaults];

test.each([
  [2, rareFaults],
  [3, rareFaults],
  [4, rareFaults],
  [5, everyKind],
  [6, everyKind],
  [10, everyKind],
])(
  'in %d minutes every kind of fault happens that such a run has time for, whatever the seed',
  (minutes, all) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const planned = planRun(seed, minutes).flatMap(({ faults }) =>
        faults.map(({ fault }) => fault),
      );
      expect(all.filter((fault) => !planned.includes(fault))).toEqual([]);
    }
  },
);

test('what begins earlier stands earlier, since faults are made in this order', () => {
  for (const { faults } of planRun(3, 6)) {
    const times = faults.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('in ten minutes at least fifty processes are killed, whatever the seed', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const kills = planRun(seed, 10).flatMap(({ faults }) =>
      faults.filter(({ fault }) => fault.isKill),
    );
    expect(kills.length).toBeGreaterThanOrEqual(50);
  }
});
