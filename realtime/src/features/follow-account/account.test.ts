import { orderPlaced } from '@marquee/common/contracts/order';
import { newId, type OrderId } from '@marquee/common/ids';
import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import type { Socket } from 'socket.io-client';
import { aDomainEvent } from '../../../test/domain-events.js';
import {
  ask,
  listen,
  openRealtimeWorld,
  type RealtimeWorld,
} from '../../../test/realtime-world.js';

let world: RealtimeWorld;
beforeEach(async () => {
  world = await openRealtimeWorld({ sessionCheckMs: 20 });
});
afterEach(() => world.close());

const tomorrow = () => new Date(Date.now() + 86_400_000);

describe('a signed-in browser', () => {
  it('hears which of its objects changed, and not how', async () => {
    const ana = aUser();
    const socket = await world.connect('/account', world.cookieOf(ana));
    const heard = listen(socket, 'changed');
    const id = newId<OrderId>();
    await world.bus.deliver(aDomainEvent(orderPlaced, { buyerId: ana.id }, { id, version: 4 }));
    await until(() => heard.length > 0);
    expect(heard).toEqual([{ object: 'order', id, version: 4 }]);
  });

  it('is disconnected when its session is revoked, and not let in again', async () => {
    const ana = aUser();
    const cookie = world.cookieOf(ana);
    const socket = await world.connect('/account', cookie);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    world.sessions.revoke(ana.sessionId, tomorrow());
    expect(await ended).toBe('io server disconnect');
    await expect(world.connect('/account', cookie)).rejects.toMatchObject({
      data: { code: 'not_signed_in' },
    });
    expect(await world.countOf('live_refusals_total', { reason: 'session_over' })).toBe(1);
  });

  it('asks again for everything when the bus was lost', async () => {
    const socket = await world.connect('/account', world.cookieOf(aUser()));
    const heard = listen(socket, 'resync');
    world.loseTheBus();
    await until(() => heard.length > 0);
    expect(heard).toEqual([{}]);
  });
});

describe('who is not let in', () => {
  it.each(['/account', '/market'])('a page of another site, to %s', async (namespace) => {
    const headers = { ...world.cookieOf(aUser()), origin: 'https://evil.example' };
    await expect(world.connect(namespace, headers)).rejects.toMatchObject({
      data: { code: 'foreign_origin' },
    });
    expect(await world.countOf('live_refusals_total', { reason: 'foreign_origin' })).toBe(1);
  });

  it.each([
    ['nobody', {}],
    ['a forged cookie', { cookie: 'session=eyJqd3QiOiJ4In0=; session.sig=nonsense' }],
  ])('%s, to /account', async (_who, headers) => {
    await expect(world.connect('/account', headers)).rejects.toMatchObject({
      data: { code: 'not_signed_in' },
    });
  });

  it('more sockets of one address than it may have, until one has gone', async () => {
    await world.close();
    world = await openRealtimeWorld({ socketsPerAddress: 2 });
    const first = await world.connect('/market');
    await world.connect('/market');
    await expect(world.connect('/market')).rejects.toMatchObject({
      data: { code: 'rate_limited' },
    });
    first.disconnect();
    await until(() =>
      world.connect('/market').then(
        () => true,
        () => false,
      ),
    );
  });

  it('anybody, to the root namespace', async () => {
    await expect(world.connect('/')).rejects.toMatchObject({ data: { code: 'not_found' } });
  });

  it('anybody, to a namespace that is not there', async () => {
    await expect(world.connect('/admin', world.cookieOf(aUser()))).rejects.toThrow(/namespace/i);
  });
});

test('fifty people, who try each other’s rooms, hear of their own orders only', async () => {
  const people = Array.from({ length: 50 }, () => aUser());
  const ears = await Promise.all(
    people.map(async (person) => {
      const socket = await world.connect('/account', world.cookieOf(person));
      const market = await world.connect('/market', world.cookieOf(person));
      await tryForeignRooms(socket, market, people[0]?.id ?? '');
      return { person, heard: listen<{ id: string }>(socket, 'changed'), all: everything(market) };
    }),
  );
  const orders = people.map((buyer) => ({ buyer, id: newId<OrderId>() }));
  for (const { buyer, id } of orders)
    await world.bus.deliver(aDomainEvent(orderPlaced, { buyerId: buyer.id }, { id }));
  await until(() => ears.every(({ heard }) => heard.length > 0));
  for (const { person, heard, all } of ears) {
    const own = orders.filter(({ buyer }) => buyer === person).map(({ id }) => id);
    expect(heard.map(({ id }) => id)).toEqual(own);
    expect(all).toEqual([]);
  }
});

/** What a curious browser would send; nothing of it may have an effect or end the replica. */
async function tryForeignRooms(account: Socket, market: Socket, userId: string): Promise<void> {
  for (const socket of [account, market]) {
    socket.emit('join', `user:${userId}`);
    socket.emit('subscribe', { room: `user:${userId}` });
    socket.emit('changed', { object: 'order', id: userId, version: 1 });
  }
  await ask(market, 'watch', { eventId: `user:${userId}` });
  await ask(market, 'watch', { eventId: userId });
}

function everything(socket: Socket): string[] {
  const heard: string[] = [];
  socket.onAny((name: string) => {
    if (name !== 'viewers') heard.push(name);
  });
  return heard;
}
