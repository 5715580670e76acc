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
beforeEach(async () => {
  world = await openRealtimeWorld();
});
afterEach(() => world.close());

const anEventId = () => newId<EventId>();
const aTicketId = () => newId<TicketId>();

describe('a browser that watches an Event', () => {
  it('hears of its tickets, and of no other Event', async () => {
    const [eventId, ticketId] = [anEventId(), aTicketId()];
    const [watcher, other] = [await world.connect('/market'), await world.connect('/market')];
    expect(await ask(watcher, 'watch', { eventId })).toEqual({ changed: [] });
    await ask(other, 'watch', { eventId: anEventId() });
    const [heard, heardByOther] = [
      listen<TicketsMessage>(watcher, 'tickets'),
      listen(other, 'tickets'),
    ];
    await world.bus.deliver(aTicketChange(eventId, ticketId, 3, { status: 'sold' }));
    await until(() => heard.length > 0);
    const price = { amount: 4300, currency: 'EUR' };
    expect(heard).toEqual([{ eventId, items: [{ ticketId, status: 'sold', price, version: 3 }] }]);
    await ask(other, 'unwatch', { eventId });
    expect(heardByOther).toEqual([]);
  });

  it('is told on joining what changed lately, the newest state of each ticket', async () => {
    const [eventId, first, second] = [anEventId(), aTicketId(), aTicketId()];
    await world.bus.deliver(aTicketChange(eventId, first, 2));
    await world.bus.deliver(aTicketChange(eventId, second, 1));
    await world.bus.deliver(aTicketChange(eventId, first, 1));
    const { changed } = await ask(await world.connect('/market'), 'watch', { eventId });
    expect(changed).toMatchObject([
      { ticketId: first, version: 2 },
      { ticketId: second, version: 1 },
    ]);
  });

  it('hears of it whichever way it writes the id', async () => {
    const eventId = anEventId();
    const watcher = await world.connect('/market');
    await ask(watcher, 'watch', { eventId: eventId.toUpperCase() });
    const heard = listen<TicketsMessage>(watcher, 'tickets');
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    await until(() => heard.length > 0);
    expect(heard[0]?.eventId).toBe(eventId);
  });

  it('hears nothing more after unwatch', async () => {
    const eventId = anEventId();
    const watcher = await world.connect('/market');
    await ask(watcher, 'watch', { eventId });
    expect(await ask(watcher, 'unwatch', { eventId })).toEqual({});
    const heard = listen(watcher, 'tickets');
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    await ask(watcher, 'watch', { eventId: anEventId() });
    expect(heard).toEqual([]);
  });

  it('gets a thousand changes at once as one message with the last states', async () => {
    const eventId = anEventId();
    const tickets = Array.from({ length: 50 }, aTicketId);
    const watcher = await world.connect('/market');
    await ask(watcher, 'watch', { eventId });
    const heard = listen<TicketsMessage>(watcher, 'tickets');
    for (let version = 1; version <= 20; version += 1)
      for (const ticketId of tickets)
        await world.bus.deliver(aTicketChange(eventId, ticketId, version));
    await until(() => heard.at(-1)?.items.at(-1)?.version === 20);
    const newest = new Map(
      heard.flatMap(({ items }) => items.map(({ ticketId, version }) => [ticketId, version])),
    );
    expect(newest).toEqual(new Map(tickets.map((ticketId) => [ticketId, 20])));
    expect(heard.length).toBeLessThan(40);
  });

  it('is never told an older state after a newer one', async () => {
    const [eventId, ticketId] = [anEventId(), aTicketId()];
    const watcher = await world.connect('/market');
    await ask(watcher, 'watch', { eventId });
    const heard = listen<TicketsMessage>(watcher, 'tickets');
    await world.bus.deliver(aTicketChange(eventId, ticketId, 5));
    await until(() => heard.length === 1);
    await world.bus.deliver(aTicketChange(eventId, ticketId, 4));
    await world.bus.deliver(aTicketChange(eventId, ticketId, 6));
    await until(() => heard.length === 2);
    expect(heard.map(({ items }) => items[0]?.version)).toEqual([5, 6]);
  });

  it('is asked to take a fresh snapshot when the bus was lost', async () => {
    const eventId = anEventId();
    const watcher = await world.connect('/market');
    await ask(watcher, 'watch', { eventId });
    const heard = listen(watcher, 'resync');
    world.loseTheBus();
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ eventId }]);
  });
});

describe('what is refused, with a reason and a count', () => {
  it.each([
    ['nothing', undefined],
    ['no id', {}],
    ['a number', { eventId: 7 }],
    ['a forged room', { eventId: 'user:01939f3a-5b00-7000-8000-000000000001' }],
    ['an unknown field', { eventId: '01939f3a-5b00-7000-8000-000000000004', room: 'user:x' }],
    ['a list', [1, 2]],
  ])('a request with %s', async (_name, body) => {
    const socket = await world.connect('/market');
    expect(await ask(socket, 'watch', body)).toMatchObject({ error: { code: 'invalid_request' } });
    expect(await ask(socket, 'unwatch', body)).toMatchObject({
      error: { code: 'invalid_request' },
    });
    expect(await world.countOf('live_refusals_total', { reason: 'invalid_request' })).toBe(2);
  });

  it('more Events than a socket may watch', async () => {
    await world.close();
    world = await openRealtimeWorld({ watchedMax: 3 });
    const socket = await world.connect('/market');
    const ids = Array.from({ length: 4 }, anEventId);
    const answers = [];
    for (const eventId of ids) answers.push(await ask(socket, 'watch', { eventId }));
    expect(answers.map((answer) => 'error' in answer)).toEqual([false, false, false, true]);
    expect(await ask(socket, 'watch', { eventId: ids[0] })).toEqual({ changed: [] });
  });

  it.each<[string, string, (socket: Socket) => void]>([
    [
      'is too large',
      'packet_too_large',
      (socket) => socket.emit('watch', { eventId: 'x'.repeat(10_000) }),
    ],
    ['is none', 'malformed_packet', (socket) => socket.io.engine.write('9999{"')],
    ['has a broken body', 'malformed_packet', (socket) => socket.io.engine.write('2/market,["a')],
  ])('a packet that %s closes the connection', async (_what, reason, send) => {
    const socket = await world.connect('/market');
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    send(socket);
    await closed;
    await until(async () => (await world.countOf('live_sockets', { namespace: 'market' })) === 0);
    expect(await world.countOf('live_refusals_total', { reason })).toBe(1);
  });

  it('a request without an ack is served all the same', async () => {
    const [eventId, ticketId] = [anEventId(), aTicketId()];
    const socket = await world.connect('/market');
    const heard = listen(socket, 'tickets');
    socket.emit('watch', { eventId });
    await ask(socket, 'watch', { eventId: anEventId() });
    await world.bus.deliver(aTicketChange(eventId, ticketId));
    await until(() => heard.length > 0);
  });
});

describe('what is counted', () => {
  const delays = () => world.observedBy('live_event_to_socket_seconds');
  const counted = (metric: string, message: string) => world.countOf(metric, { message });

  it('a message once, and once for every socket that it goes to', async () => {
    const eventId = anEventId();
    for (const watcher of [await world.connect('/market'), await world.connect('/market')])
      await ask(watcher, 'watch', { eventId });
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    await until(async () => (await counted('live_messages_total', 'tickets')) === 1);
    expect(await counted('live_deliveries_total', 'tickets')).toBe(2);
    world.loseTheBus();
    expect(await counted('live_messages_total', 'resync')).toBe(1);
    expect(await counted('live_deliveries_total', 'resync')).toBe(2);
  });

  it('how late a change is handed to those who watch, with the time it was gathered for', async () => {
    await world.close();
    world = await openRealtimeWorld({ flushMs: 500 });
    const eventId = anEventId();
    await ask(await world.connect('/market'), 'watch', { eventId });
    await world.bus.deliver(aTicketChange(anEventId(), aTicketId()));
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    await until(async () => (await delays()).count === 1);
    const { sum } = await delays();
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    await until(async () => (await delays()).count === 2);
    expect((await delays()).sum - sum).toBeGreaterThanOrEqual(0.1);
  });

  it('nothing for what nobody watches', async () => {
    const eventId = anEventId();
    await world.bus.deliver(aTicketChange(eventId, aTicketId()));
    expect(
      (await ask(await world.connect('/market'), 'watch', { eventId }))['changed'],
    ).toHaveLength(1);
    expect((await delays()).count).toBe(0);
  });

  it('a socket that is closed, and why', async () => {
    const socket = await world.connect('/market');
    expect(await world.countOf('live_sockets', { namespace: 'market' })).toBe(1);
    socket.disconnect();
    const labels = { namespace: 'market', reason: 'client namespace disconnect' };
    await until(async () => (await world.countOf('live_sockets_closed_total', labels)) === 1);
    expect(await world.countOf('live_sockets', { namespace: 'market' })).toBe(0);
  });
});
