import type { FaultRecord } from '../run-faults.js';
import { takeoverViolations, undisturbed } from './takeover-checks.js';
import { type Takeover, watchTakeovers } from './takeovers.js';

/** A database of which only the leases and the heartbeats are read. */
function aDatabase(look: (collection: string) => readonly object[]) {
  const collection = (name: string) => ({ find: () => ({ toArray: async () => look(name) }) });
  return { all: new Map([['orders', { connection: { collection } }]]) } as never;
}

const leasesOf = (owner: string) => [
  { _id: 0, owner },
  { _id: 1, owner },
];
let heartbeat = 0;
const relays = () => [
  { _id: 'dead', seenAt: new Date(0) },
  { _id: 'heir', seenAt: new Date(++heartbeat) },
];

async function takeoverOf(look: (collection: string) => readonly object[]) {
  const takeovers = watchTakeovers(aDatabase(look), 300);
  takeovers.watch('orders', 'orders-1');
  await takeovers.settle();
  return takeovers.all;
}

test('the time is taken until every partition has an owner who lives', async () => {
  let looks = 0;
  const all = await takeoverOf((collection) => {
    if (collection === 'outbox_relays') return relays();
    looks += 1;
    return looks < 3 ? leasesOf('dead') : leasesOf('heir');
  });
  expect(all).toEqual([expect.objectContaining({ target: 'orders-1', service: 'orders' })]);
  expect(all[0]?.tookMs).toBeGreaterThan(50);
});

test.each<[string, (collection: string) => readonly object[]]>([
  ['stay with the dead', (name) => (name === 'outbox_relays' ? relays() : leasesOf('dead'))],
  ['are not there', (name) => (name === 'outbox_relays' ? relays() : [])],
])('partitions that %s are a takeover that never happened, and it is kept', async (_what, look) => {
  expect(await takeoverOf(look)).toEqual([expect.objectContaining({ tookMs: null })]);
});

test('a database that cannot be read drops no takeover', async () => {
  const all = await takeoverOf(() => {
    throw new Error('away');
  });
  expect(all).toEqual([expect.objectContaining({ tookMs: null })]);
});

const killedAtMs = 100_000;
const takeover = (change: Partial<Takeover> = {}): Takeover => ({
  ...{ target: 'orders-1', service: 'orders', fromMs: killedAtMs, tookMs: 5_000 },
  ...{ slowestLookMs: 20, ...change },
});
const fault = (change: Partial<FaultRecord> = {}): FaultRecord => ({
  ...{ name: 'SIGKILL', target: 'orders-1', service: 'orders', isKill: true, wasSeen: true },
  ...{ fromMs: killedAtMs - 100, toMs: killedAtMs + 4_000, ...change },
});
const slow = [takeover({ tookMs: 8_000 }), takeover({ tookMs: 9_000 }), takeover()];

test('takeovers within seven seconds, and one that is late among them, are fine', () => {
  const takeovers = [takeover(), takeover(), takeover({ tookMs: 20_000 })];
  expect(takeoverViolations(takeovers, [fault()])).toEqual([]);
});

test.each<[string, readonly Takeover[]]>([
  ['one that never happened', [takeover({ tookMs: null })]],
  ['a middle one of eight seconds', slow],
])('%s is a violation', (_what, takeovers) => {
  expect(takeoverViolations(takeovers, [fault()])).toEqual([expect.stringContaining('Lease:')]);
});

test.each<[string, Partial<Takeover>, Partial<FaultRecord>]>([
  ['the database was away', {}, { target: 'database', service: null }],
  [
    'the broker was back for a second',
    {},
    { target: 'broker', service: null, fromMs: 96_000, toMs: 99_000 },
  ],
  ['the other relay was frozen', {}, { target: 'orders-2', name: 'SIGSTOP' }],
  ['it was killed again', {}, { fromMs: killedAtMs + 3_000, toMs: killedAtMs + 5_000 }],
  ['the machine had no time', { slowestLookMs: 1_500 }, { target: 'auth-1', service: 'auth' }],
])('nobody is blamed when %s', (_what, change, other) => {
  const never = takeover({ tookMs: null, ...change });
  expect(undisturbed([never], [fault(), fault(other)])).toEqual([]);
  expect(takeoverViolations([never], [fault(), fault(other)])).toEqual([]);
});

test.each<[string, Partial<FaultRecord>]>([
  ['of another service', { target: 'auth-1', service: 'auth' }],
  ['of the database, long over', { target: 'database', service: null, fromMs: 0, toMs: 90_000 }],
  ['of the database, later', { target: 'database', service: null, fromMs: 140_000, toMs: 150_000 }],
])('a fault %s excuses nobody', (_what, other) => {
  const never = takeover({ tookMs: null });
  expect(takeoverViolations([never], [fault(), fault(other)])).toHaveLength(1);
});
