import { startNatsServer, type TestBroker } from '@marquee/common/testing/brokers/index';
import { keepPublishedRows } from '../latency/keep-rows.js';
import { runHeats } from '../latency/run-heats.js';
import { type Prepare, ways, waysOfOurs } from '../latency/ways.js';
import { createSavers } from '../outbox/contestants.js';
import { takeTurns } from '../outbox/take-turns.js';
import { measureDrain } from '../relay/measure-drain.js';
import { openBareStream } from './bare-stream.js';
import type { Ground } from './ground.js';
import { openSide, rowsOf } from './side.js';

let broker: TestBroker;
let ground: Ground;
beforeAll(async () => {
  broker = await startNatsServer();
  ground = { mongoUrl: process.env['MONGO_URL'] ?? '', natsUrl: broker.url };
});
afterAll(() => broker.stop());

const pace = { eventsPerSecond: 50, eventsPerWrite: 5, seconds: 0.3 };
const aName = (word: string) => `bench_${word}_${process.pid}`;

it('outbox: everybody saves', async () => {
  const side = await openSide(ground.mongoUrl, aName('outbox'));
  const stream = await openBareStream(ground.natsUrl, 'smoke');
  const savers = createSavers({ quiet: side, relayed: side, stream });
  const saves = await takeTurns(savers, 2, { turns: 1, secondsPerTurn: 0.1 });
  expect(saves.map(({ ms }) => ms.length > 0)).toEqual(savers.map(() => true));
  await stream.close();
  await side.database.connection.dropDatabase();
  await side.database.close();
});

it('relay: all rows go out, and each way has a rate', async () => {
  const stream = await openBareStream(ground.natsUrl, 'peer');
  const drain = await measureDrain(ground, stream, { name: aName('relay'), rows: 20 });
  expect(Object.values(drain).every((rate) => rate > 0)).toBe(true);
  await stream.close();
});

it.each(ways)('latency: $name brings everything', async (way) => {
  const [heat] = await runHeats(ground, way, { paces: [pace], warmUp: pace });
  expect(heat).toMatchObject({ lost: 0 });
  expect(heat?.events).toBeGreaterThan(0);
});

it('latency: the rows that are kept stay as they are', async () => {
  const prepare: Prepare = (side) => keepPublishedRows(side, 20);
  const heats = await runHeats(ground, waysOfOurs.here, { paces: [pace], warmUp: pace, prepare });
  expect(heats).toMatchObject([{ lost: 0 }]);
});

it('latency: a run that published rows again is no measurement of rows that are kept', async () => {
  const prepare: Prepare = async (side) => {
    const assertKept = await keepPublishedRows(side, 20);
    await rowsOf(side).updateMany({}, { $set: { pending: true }, $unset: { publishedAt: '' } });
    return assertKept;
  };
  const run = runHeats(ground, waysOfOurs.here, { paces: [pace], warmUp: pace, prepare });
  await expect(run).rejects.toThrow('20 rows that are kept went out again');
});
