import { startNatsServer, type TestBroker } from '@marquee/common/testing/brokers/index';
import { runHeats } from '../latency/run-heats.js';
import { ways } from '../latency/ways.js';
import { createSavers } from '../outbox/contestants.js';
import { takeTurns } from '../outbox/take-turns.js';
import { measureDrain } from '../relay/measure-drain.js';
import { openBareStream } from './bare-stream.js';
import type { Ground } from './ground.js';
import { openSide } from './side.js';

let broker: TestBroker;
let ground: Ground;
beforeAll(async () => {
  broker = await startNatsServer();
  ground = { mongoUrl: process.env['MONGO_URL'] ?? '', natsUrl: broker.url };
});
afterAll(() => broker.stop());

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
  const pace = { eventsPerSecond: 50, eventsPerWrite: 5, seconds: 0.3 };
  const [heat] = await runHeats(ground, way, { paces: [pace], warmUp: pace });
  expect(heat).toMatchObject({ lost: 0 });
  expect(heat?.events).toBeGreaterThan(0);
});
