import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import { type EventId, newId } from '@marquee/common/ids';
import { startNatsServer, type TestBroker } from '@marquee/common/testing/brokers/index';
import { until } from '@marquee/common/testing/until';
import { openBus } from '../backbone/side.js';
import { draftToEvent } from './draft-to-event.js';
import { serveMarquee } from './serve-marquee.js';
import { serveEmitToAll, serveRaw } from './serve-peers.js';
import { openSubscriber } from './subscriber.js';
import { aTicketChange, numbersIn } from './ticket-change.js';

let broker: TestBroker;
beforeAll(async () => {
  broker = await startNatsServer();
});
afterAll(() => broker.stop());

it.each([
  ['marquee', serveMarquee],
  ['raw', serveRaw],
  ['emit to all', serveEmitToAll],
] as const)('%s: a watcher hears of every change, once', async (kind, serve) => {
  const bus = await openBus({ natsUrl: broker.url, stream: `fanout_${newId().slice(-12)}` });
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  const stop = await serve(server, bus);
  const eventId = newId<EventId>();
  const heard: number[] = [];
  const onTickets = (message: string) => void heard.push(...numbersIn(message));
  const subscriber = await openSubscriber({ port, kind, eventId, onTickets });
  for (const number of [1, 2, 3]) await bus.publish(draftToEvent(aTicketChange(eventId, number)));
  await until(() => heard.length >= 3);
  expect(heard).toEqual([1, 2, 3]);
  subscriber.close();
  await stop();
  await closeServer(server, 0);
  await bus.close();
});
