import { eventChanged } from '@marquee/common/contracts/event';
import { orderPlaced } from '@marquee/common/contracts/order';
import { paymentCaptured } from '@marquee/common/contracts/payment';
import { newId } from '@marquee/common/ids';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { until } from '@marquee/common/testing/until';
import fc from 'fast-check';
import type { Socket } from 'socket.io-client';
import { aDomainEvent, aTicketChange } from '../../../test/domain-events.js';
import { ask, openRealtimeWorld, type RealtimeWorld } from '../../../test/realtime-world.js';

const peopleCount = 50;
const forgeriesEach = 12;

let world: RealtimeWorld;
beforeEach(async () => {
  world = await openRealtimeWorld();
});
afterEach(() => world.close());

/** What a curious browser says to get into somebody's room: a word, and the room in some shape. */
interface Forgery {
  readonly word: string;
  readonly shape: (room: string) => unknown;
  readonly prefix: string;
  readonly victim: number;
  readonly to: 'market' | 'account';
}

const aForgery: fc.Arbitrary<Forgery> = fc.record({
  word: fc.constantFrom('join', 'subscribe', 'watch', 'unwatch', 'changed', 'room', 'error', 'to'),
  shape: fc.constantFrom<Forgery['shape'][]>(
    (room) => room,
    (room) => ({ room }),
    (room) => ({ eventId: room }),
    (room) => [room],
    (room) => ({ eventId: newId(), rooms: [room] }),
  ),
  prefix: fc.constantFrom('user:', '', 'event:', '/account#user:', 'user:*'),
  victim: fc.nat(peopleCount - 1),
  to: fc.constantFrom('market', 'account'),
});

async function aPerson() {
  const user = aUser();
  const cookie = world.cookieOf(user);
  const account = await world.connect('/account', cookie);
  const market = await world.connect('/market', cookie);
  return { user, sockets: { account, market }, heard: hearAll(account, market) };
}

/** Everything that either socket hears, word and message. */
function hearAll(...sockets: Socket[]) {
  const heard: { word: string; message: { id?: string } }[] = [];
  for (const socket of sockets)
    socket.onAny((word: string, message: { id?: string }) => heard.push({ word, message }));
  return heard;
}

/** Something of everything that is private, of this person. */
function privateEventsOf({ id }: CurrentUser) {
  return [
    aDomainEvent(orderPlaced, { buyerId: id }, { id: newId() }),
    aDomainEvent(paymentCaptured, { buyerId: id }, { id: newId() }),
    aDomainEvent(eventChanged, { organiserId: id }, { id: newId() }),
  ];
}

test('fifty people forge rooms at random, and each hears of their own things only', async () => {
  const people = await Promise.all(Array.from({ length: peopleCount }, aPerson));
  for (const { sockets } of people) {
    for (const forgery of fc.sample(aForgery, forgeriesEach)) {
      const { word, shape, prefix, victim, to } = forgery;
      const room = shape(`${prefix}${people[victim]?.user.id}`);
      const answer = await ask(sockets[to], word, room);
      // A person's id looks like an Event's: it may be watched, and nothing is ever said there.
      const isAnId = word.endsWith('watch') && to === 'market' && prefix === '';
      if (!isAnId) expect(answer).toHaveProperty('error.code');
    }
  }
  const watched = newId<never>();
  for (const { sockets } of people) await ask(sockets.market, 'watch', { eventId: watched });

  const events = people.map(({ user }) => privateEventsOf(user));
  for (const event of events.flat()) await world.bus.deliver(event);
  // What is said last is heard last: nothing is under way any more.
  await world.bus.deliver(aTicketChange(watched, newId<never>()));
  await until(() => people.every(({ heard }) => heard.some(({ word }) => word === 'tickets')));
  await until(() => people.every(({ heard }) => heard.filter(isPrivate).length >= 3));

  for (const [at, { heard }] of people.entries())
    expect(heard.filter(isPrivate).map(({ message }) => message.id)).toEqual(
      events[at]?.map(({ aggregateId }) => aggregateId),
    );
});

const isPrivate = ({ word }: { word: string }) => word !== 'tickets' && word !== 'viewers';

test('a word that is no request is refused with a reason and counted, and no flood of them is taken', async () => {
  await world.close();
  world = await openRealtimeWorld({ packetBurst: 5, packetsPerSecond: 0 });
  const socket = await world.connect('/account', world.cookieOf(aUser()));
  expect(await ask(socket, 'join', 'user:x')).toMatchObject({ error: { code: 'not_found' } });
  expect(await world.countOf('live_refusals_total', { reason: 'unknown_request' })).toBe(1);
  const ended = new Promise((resolve) => socket.once('disconnect', resolve));
  for (let word = 0; word < 10; word += 1) socket.emit('join', `user:${word}`);
  await ended;
  expect(await world.countOf('live_refusals_total', { reason: 'flooding' })).toBe(1);
});
