import type { Socket as NetSocket } from 'node:net';
import { type EventId, newId, type TicketId } from '@marquee/common/ids';
import { until } from '@marquee/common/testing/until';
import type { Socket } from 'socket.io-client';
import { aTicketChange } from '../../../test/domain-events.js';
import {
  ask,
  listen,
  openRealtimeWorld,
  type RealtimeWorld,
} from '../../../test/realtime-world.js';
import type { TicketsMessage } from '../../domain/messages.js';

let world: RealtimeWorld;
afterEach(() => world.close());

const tickets = Array.from({ length: 400 }, () => newId<TicketId>());

/** The connection under a browser's socket: what is not read from it fills up the server's side. */
function connectionOf(socket: Socket): NetSocket {
  const { transport } = socket.io.engine as unknown as {
    transport: { ws: { _socket: NetSocket } };
  };
  return transport.ws._socket;
}

/** Requests of another Event, whose answers are large, until the replica has set the socket aside. */
async function fillUp(slow: Socket, eventId: EventId): Promise<number> {
  const another = newId<EventId>();
  for (const ticketId of tickets) await world.bus.deliver(aTicketChange(another, ticketId));
  let version = 0;
  await until(
    async () => {
      for (let request = 0; request < 20; request += 1)
        slow.emit(request % 2 === 0 ? 'watch' : 'unwatch', { eventId: another }, () => undefined);
      version += 1;
      for (const ticketId of tickets.slice(0, 1))
        await world.bus.deliver(aTicketChange(eventId, ticketId, version));
      return (await world.countOf('live_slow_sockets_total', {})) > 0;
    },
    { timeoutMs: 25_000 },
  );
  return version;
}

/** Anybody may ask as often as they like, so that answers pile up soon. */
const patient = {
  ...{ flushMs: 1, unsentMax: 4, slowCheckMs: 10 },
  ...{ packetBurst: 1_000_000, unansweredMax: 1_000, unsentBytesMax: 100_000_000 },
};

test('a slow socket is set aside, and gets the last states when it has caught up', async () => {
  world = await openRealtimeWorld({ ...patient, slowMsMax: 60_000 });
  const eventId = newId<EventId>();
  const other = newId<EventId>();
  const slow = await world.connect('/market');
  await ask(slow, 'watch', { eventId });
  const heard = listen<TicketsMessage>(slow, 'tickets');
  connectionOf(slow).pause();
  const version = (await fillUp(slow, eventId)) + 1;
  // What it starts to watch while it is behind is kept as well: this one it hears of afterwards.
  slow.emit('watch', { eventId: other });
  for (const ticketId of tickets)
    await world.bus.deliver(aTicketChange(eventId, ticketId, version));
  connectionOf(slow).resume();
  await until(() => heard.at(-1)?.items.at(-1)?.version === version);
  const newest = new Map(
    heard.flatMap(({ items }) => items.map((item) => [item.ticketId, item.version])),
  );
  expect(newest).toEqual(new Map(tickets.map((ticketId) => [ticketId, version])));
  await until(async () => {
    await world.bus.deliver(aTicketChange(other, newId<TicketId>()));
    return heard.some((message) => message.eventId === other);
  });
});

test('a browser that takes no answers gets few of them, however often it asks', async () => {
  world = await openRealtimeWorld({ packetBurst: 1_000 });
  const eventId = newId<EventId>();
  for (const ticketId of tickets) await world.bus.deliver(aTicketChange(eventId, ticketId));
  const slow = await world.connect('/market');
  const once = await ask(slow, 'watch', { eventId });
  expect(once).toMatchObject({ changed: { length: tickets.length } });
  expect(await ask(slow, 'watch', { eventId })).toEqual({ changed: [] });
  connectionOf(slow).pause();
  for (let request = 0; request < 900; request += 1)
    slow.emit(request % 2 === 0 ? 'unwatch' : 'watch', { eventId }, () => undefined);
  await until(
    async () => (await world.countOf('live_refusals_total', { reason: 'rate_limited' })) > 0,
    { timeoutMs: 20_000 },
  );
  connectionOf(slow).resume();
});

test('a socket that stays slow is dropped, and counted', async () => {
  world = await openRealtimeWorld({ ...patient, slowMsMax: 50 });
  const eventId = newId<EventId>();
  const slow = await world.connect('/market');
  await ask(slow, 'watch', { eventId });
  connectionOf(slow).pause();
  await fillUp(slow, eventId);
  await until(async () => (await world.countOf('live_refusals_total', { reason: 'too_slow' })) > 0);
  connectionOf(slow).resume();
});
