import { createLocalSignals } from '@marquee/common/bus';
import { type EventId, newId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import {
  ask,
  listen,
  openRealtimeWorld,
  type RealtimeWorld,
} from '../../../test/realtime-world.js';
import type { ViewersMessage } from '../../domain/messages.js';
import { realtimeLimits } from '../../limits.js';

const worlds: RealtimeWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function aReplica(
  signals = createLocalSignals(),
  limits: { reportedMax?: number } = {},
): Promise<RealtimeWorld> {
  const world = await openRealtimeWorld({ viewersMs: 20, ...limits }, signals);
  worlds.push(world);
  return world;
}

async function aViewer(world: RealtimeWorld, eventId: EventId) {
  const socket = await world.connect('/market');
  const heard = listen<ViewersMessage>(socket, 'viewers');
  await ask(socket, 'watch', { eventId });
  return { socket, heard };
}

test('watchers learn how many they are, over all replicas, and when one has gone', async () => {
  const signals = createLocalSignals();
  const [here, there] = [await aReplica(signals), await aReplica(signals)];
  const eventId = newId<EventId>();
  const first = await aViewer(here, eventId);
  await until(() => first.heard.at(-1)?.count === 1);
  const second = await aViewer(there, eventId);
  await until(() => first.heard.at(-1)?.count === 2 && second.heard.at(-1)?.count === 2);
  second.socket.disconnect();
  await until(() => first.heard.at(-1)?.count === 1);
  expect(Object.keys(first.heard[0] ?? {}).sort()).toEqual(['count', 'eventId']);
});

test('a replica that was killed counts no more', async () => {
  const signals = createLocalSignals();
  const here = await aReplica(signals);
  const eventId = newId<EventId>();
  const viewer = await aViewer(here, eventId);
  signals.send('live.viewers', { replica: 'gone', counts: { [eventId]: 40 } });
  await until(() => viewer.heard.at(-1)?.count === 40);
  await until(() => viewer.heard.at(-1)?.count === 1);
});

test('a signal that is not a report changes nothing', async () => {
  const signals = createLocalSignals();
  const here = await aReplica(signals);
  const eventId = newId<EventId>();
  const viewer = await aViewer(here, eventId);
  for (const nonsense of [null, 'x', { replica: 'x' }, { replica: 'x', counts: { [eventId]: -3 } }])
    signals.send('live.viewers', nonsense);
  await aViewer(here, eventId);
  await until(() => viewer.heard.at(-1)?.count === 2);
});

test('a report of more Events than one may hold tells of those that most people watch', async () => {
  const signals = createLocalSignals();
  const reports: { counts: Record<string, number> }[] = [];
  signals.listen('live.viewers', (report) => reports.push(report as (typeof reports)[number]));
  const here = await aReplica(signals, { reportedMax: 2 });
  const [popular, another] = [newId<EventId>(), newId<EventId>()];
  for (const eventId of [newId<EventId>(), another, newId<EventId>(), another])
    await aViewer(here, eventId);
  for (let viewer = 0; viewer < 3; viewer += 1) await aViewer(here, popular);
  await until(() => reports.at(-1)?.counts[popular] === 3);
  expect(reports.at(-1)?.counts).toEqual({ [popular]: 3, [another]: 2 });
});

test('a full report fits into what every broker takes', () => {
  const counts = Array.from({ length: realtimeLimits.reportedMax }, () => [newId(), 99_999]);
  expect(JSON.stringify(Object.fromEntries(counts)).length).toBeLessThan(1_048_576 / 2);
});
