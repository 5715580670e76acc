import { orderPlaced } from '@marquee/common/contracts/order';
import { newId, type OrderId } from '@marquee/common/ids';
import { tokenLifetimeSeconds } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import { aDomainEvent } from '../../../test/domain-events.js';
import { listen, openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

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

  it('is disconnected when its session expires, and not let in again', async () => {
    const cookie = world.cookieOf(aUser());
    const socket = await world.connect('/account', cookie);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    world.passTime((tokenLifetimeSeconds + 1) * 1_000);
    expect(await ended).toBe('io server disconnect');
    await expect(world.connect('/account', cookie)).rejects.toMatchObject({
      data: { code: 'not_signed_in' },
    });
    expect(await world.countOf('live_refusals_total', { reason: 'session_over' })).toBe(1);
    expect(await world.countOf('live_refusals_total', { reason: 'not_signed_in' })).toBe(1);
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
    expect(await world.countOf('live_refusals_total', { reason: 'not_signed_in' })).toBe(1);
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
    expect(await world.countOf('live_refusals_total', { reason: 'not_found' })).toBe(1);
  });

  it('anybody, to a namespace that is not there', async () => {
    await expect(world.connect('/admin', world.cookieOf(aUser()))).rejects.toThrow(/namespace/i);
    expect(await world.countOf('live_refusals_total', { reason: 'not_found' })).toBe(1);
  });
});
