import { formatAims } from './report.js';
import type { Heat } from './run-heats.js';
import { wayNames } from './ways.js';

const heat = { events: 1_600, p50Ms: 2, p99Ms: 20, longestMs: 30, lost: 0 };
const heatsOf = (changed: Partial<Heat> = {}): Heat[] =>
  [wayNames.here, wayNames.elsewhere].flatMap((way) =>
    [200, 1_000].map((eventsPerSecond) => ({ ...heat, way, eventsPerSecond, ...changed })),
  );
const takeover = { afterKillMs: 5_000, afterStopMs: 500 };
const idle = { perSecond: 1, commands: [] };
const aimsOf = (heats: Heat[], kept: Heat[] | null) =>
  formatAims({ heats, kept, takeover, idle }).split('\n').slice(1);
const missed = (lines: string[]) => lines.filter((line) => line.startsWith('  missed'));

it('an aim is met by a heat that is fast and has lost nothing', () => {
  expect(missed(aimsOf(heatsOf(), heatsOf()))).toEqual([]);
  expect(missed(aimsOf(heatsOf({ lost: 1 }), null))).toHaveLength(4);
});

it('with rows kept, the slowest count as well as the usual ones', () => {
  const lines = missed(aimsOf(heatsOf(), heatsOf({ p99Ms: 27 })));
  expect(lines).toEqual([expect.stringMatching(/million .* p99 ≤ 1\.3 × .*1\.35×/)]);
  expect(missed(aimsOf(heatsOf(), heatsOf({ lost: 1 })))).toHaveLength(2);
});
