import path from 'node:path';
import { systemClock } from '@marquee/common/clock';
import { until } from '@marquee/common/testing/until';
import { stateOf } from '../src/prove/faults/process-state.js';
import type { Person } from '../src/prove/load/market.js';
import { waitFor } from '../src/prove/waiting.js';
import { repositoryRoot } from '../src/repository.js';
import { buildLocal } from './build-local.js';
import type { Machine } from './convergence/machine.js';
import { openStage, type Replica, type Stage } from './convergence/stage.js';

/** What docs/live.md promises: from healing to every page showing what is so. */
const convergeMsMax = 5_000;
/** Longer than anybody waits for a sign of life. */
const longMs = 9_000;
/** Built: what jest runs is CommonJS, what starts a process is not. */
const skewedEntry = path.join(repositoryRoot, 'local/dist/src/prove/skewed-service.entry.js');

let stage: Stage;
let machines: Machine[];
let eventId: string;
let people: readonly Person[];

beforeAll(async () => {
  await buildLocal();
  stage = await openStage();
}, 240_000);
afterAll(() => stage.close());

/** Every test has an Event, buyers and machines of its own, with sockets on both replicas. */
beforeEach(async () => {
  machines = [];
  eventId = stage.books.openEvent(5);
  people = stage.people(2);
  await openMachine();
  change();
  await expectNothingStale(machines, 20_000);
});
afterEach(async () => {
  await Promise.all(machines.map((machine) => machine.stop()));
});

async function openMachine(): Promise<Machine> {
  const machine = await stage.openMachine(eventId, people);
  machines.push(machine);
  await until(async () => {
    const counts = await Promise.all(stage.replicas.map((replica) => replica.socketCount()));
    return counts.every((count) => count > 0);
  });
  return machine;
}

function change(): void {
  stage.books.changeAll(eventId, people);
}

/** Every page live, every seat and order as it is, nothing heard that was not for them. */
async function expectNothingStale(who: readonly Machine[], msMax = convergeMsMax): Promise<void> {
  await stage.books.told();
  const truth = stage.books.truthOf(eventId);
  const faults = async () => {
    return (await Promise.all(who.map((machine) => machine.faults(truth)))).flat();
  };
  await waitFor(msMax, async () => ((await faults()).length === 0 ? true : null));
  expect(await faults()).toEqual([]);
}

/** Changes everything now, and once more after it has lasted. */
async function changeWhileItLasts(ms: number): Promise<void> {
  change();
  await systemClock.sleep(ms);
  change();
}

test('a replica is killed and comes back: nobody shows anything stale, and it has sockets again', async () => {
  const [victim] = stage.replicas;
  await victim.end('SIGKILL');
  await changeWhileItLasts(500);
  await expectNothingStale(machines);
  await victim.start();
  await openMachine();
  change();
  await expectNothingStale(machines);
});

test('the bus is killed and comes back', async () => {
  await stage.broker.kill();
  await changeWhileItLasts(1_000);
  await stage.broker.restart();
  await expectNothingStale(machines);
});

test('a replica is cut off from the bus', async () => {
  const { wire } = stage.replicas[1];
  expect(wire.cut()).toBeGreaterThan(0);
  await changeWhileItLasts(3_000);
  wire.mend();
  await expectNothingStale(machines);
});

test('everything is slow, to the bus and to the browsers', async () => {
  const wires = [...stage.replicas, ...machines].map(({ wire }) => wire);
  for (const wire of wires) wire.slow(300);
  await changeWhileItLasts(2_000);
  for (const wire of wires) wire.mend();
  await expectNothingStale(machines);
});

test('browsers are cut off with and without a word, both ways and on the way back, and asleep', async () => {
  const [undisturbed] = machines as [Machine];
  const [cut, lost, unheard, asleep] = [
    await openMachine(),
    await openMachine(),
    await openMachine(),
    await openMachine(),
  ];
  expect(cut.wire.cut()).toBeGreaterThan(0);
  lost.wire.swallow('there', 'back');
  unheard.wire.swallow('back');
  await asleep.sleep();
  await changeWhileItLasts(longMs);
  await expectNothingStale([undisturbed]);
  for (const { wire } of machines) wire.mend();
  asleep.wake();
  await expectNothingStale(machines);
}, 60_000);

test('a replica is frozen for longer than anybody waits, and wakes up', async () => {
  const [victim] = stage.replicas;
  await freeze(victim);
  await changeWhileItLasts(longMs);
  victim.life()?.send('SIGCONT');
  await expectNothingStale(machines);
}, 60_000);

test('the clocks of the replicas are wrong by an hour, each the other way', async () => {
  for (const [at, replica] of stage.replicas.entries()) {
    await replica.end('SIGTERM');
    const aheadMs = String(at === 0 ? 3_600_000 : -3_600_000);
    const { clockAheadMs } = await replica.start((entry) => ({
      entry: skewedEntry,
      args: [entry, aheadMs],
    }));
    expect(Math.abs(clockAheadMs)).toBeGreaterThan(3_000_000);
  }
  await openMachine();
  await changeWhileItLasts(200);
  await expectNothingStale(machines);
});

async function freeze(replica: Replica): Promise<void> {
  const life = replica.life();
  life?.send('SIGSTOP');
  await until(async () => (await stateOf(life?.pid ?? 0)) === 'stopped');
}
