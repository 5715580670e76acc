import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { Manager } from 'socket.io-client';
import { openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

let world: RealtimeWorld;
beforeEach(async () => {
  world = await openRealtimeWorld();
});
afterEach(() => world.close());

const refusals = (reason: string) => world.countOf('live_refusals_total', { reason });

/** Says something over a connection that has joined nothing, and waits until it is closed. */
async function sayAtOnce(words: string): Promise<void> {
  const options = { path: '/realtime', transports: ['websocket'], reconnection: false };
  const manager = new Manager(world.url, options);
  const closed = new Promise((resolve) => manager.once('close', resolve));
  await new Promise((resolve) => manager.once('open', () => resolve(undefined)));
  manager.engine.write(words);
  await closed;
}

it.each([
  ['that is none', 'malformed_packet', '9999{"'],
  ['with a broken body', 'malformed_packet', '2/market,["a'],
  ['that is too large', 'packet_too_large', 'x'.repeat(10_000)],
])('before anything is joined a packet %s is counted once', async (_what, reason, words) => {
  await sayAtOnce(words);
  await until(async () => (await refusals(reason)) > 0);
  expect(await refusals(reason)).toBe(1);
});

it('what one connection with two namespaces says is counted once', async () => {
  const socket = await world.connect('/market', world.cookieOf(aUser()));
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  const account = socket.io.socket('/account');
  await new Promise<void>((resolve) => account.once('connect', () => resolve()));
  socket.io.engine.write('9999{"');
  await closed;
  await until(async () => (await refusals('malformed_packet')) > 0);
  expect(await refusals('malformed_packet')).toBe(1);
});

it('there is no other way in than a websocket, and who tries one is counted', async () => {
  const answer = await fetch(`${world.url}/realtime/?EIO=4&transport=polling`);
  expect(answer.status).toBe(400);
  // Engine.IO's code for a transport that is not served.
  expect(await refusals('handshake_0')).toBe(1);
});
