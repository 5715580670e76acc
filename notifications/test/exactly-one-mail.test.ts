import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { until } from '@marquee/common/testing/until';
import fc from 'fast-check';
import { openWorld, type World } from './notifications-world.js';
import { aStory, type Story } from './story.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const tell = async (events: readonly DomainEvent[]) => {
  for (const event of events) await world.bus.deliver(event);
};
const kindsOf = async (count: number) =>
  (await world.ended(count)).map((mail) => `${mail.news.kind} ${mail.status}`).sort();

const cases: readonly [string, (story: Story) => DomainEvent[], readonly string[]][] = [
  ['a sign-up welcomes', () => [], []],
  [
    'a bought order is held, then "You’re going"',
    (one) => [one.placed(), one.authorised(), one.accepted(), one.captured(2), one.completed()],
    ['order_complete sent', 'order_placed sent'],
  ],
  [
    'an ended hold says that nothing was charged',
    (one) => [one.placed(), one.expired()],
    ['hold_ended sent', 'order_placed sent'],
  ],
  [
    'a payment that came too late says that the money was released',
    (one) => [
      ...[one.placed(), one.expired(), one.authorised(), one.rejected(3)],
      one.released(2, 'order_expired'),
    ],
    ['hold_ended sent', 'order_placed sent', 'payment_released sent'],
  ],
  [
    'a payment form that was left open is no news',
    (one) => [one.placed(), one.expired(), one.released(1, 'order_expired')],
    ['hold_ended sent', 'order_placed sent'],
  ],
  [
    'a capture that the bank refused is told',
    (one) => [
      ...[one.placed(), one.authorised(), one.accepted(), one.failed(2, 'capture_refused')],
      one.orderCancelled(3),
    ],
    ['order_placed sent', 'payment_failed sent'],
  ],
  [
    'a refund is told once, by its payment',
    (one) => [
      ...[one.placed(), one.authorised(), one.accepted(), one.captured(2), one.completed()],
      ...[one.refunded(3), one.orderRefunded(4)],
    ],
    ['order_complete sent', 'order_placed sent', 'payment_refunded sent'],
  ],
];

test.each(cases)('%s', async (_name, happenings, kinds) => {
  const story = aStory();
  await tell([story.registered(), story.published(), ...happenings(story)]);
  expect(await kindsOf(kinds.length + 1)).toEqual([...kinds, 'welcome sent'].sort());
});

test('each part that goes back is told of once, with its own amount', async () => {
  const story = aStory();
  await tell([
    ...[story.registered(), story.published(), story.placed(), story.authorised()],
    ...[story.captured(2), story.refunded(3, 1_000), story.refunded(4, 1_000, 800)],
  ]);
  const parts = async () =>
    (await world.mails()).flatMap(({ news, recipientId }) =>
      recipientId === story.user.userId && news.kind === 'payment_refunded' ? [news] : [],
    );
  await until(async () => (await parts()).length >= 2);
  const told = (await parts()).map(({ amount, paid }) => [amount.amount, paid?.amount]);
  expect(told.sort()).toEqual([
    [1_000, 4_300],
    [800, 4_300],
  ]);
});

test('whatever the order, and however often it is brought, each happening makes one mail', async () => {
  const shuffles = fc.asyncProperty(
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    async (numbers) => {
      const story = aStory();
      const all = [
        ...[story.registered(), story.published(), story.placed(), story.authorised()],
        ...[story.accepted(), story.captured(2), story.completed(), story.refunded(3)],
      ];
      const twice = [...all, ...all].map((event) => ({ event, at: numbers.next().value }));
      twice.sort((a, b) => a.at - b.at);
      await tell(twice.map(({ event }) => event));
      const own = async () =>
        (await world.mails()).filter((mail) => mail.recipientId === story.user.userId);
      await until(async () => (await own()).filter((mail) => mail.endedAt).length >= 4);
      expect((await own()).map((mail) => `${mail.news.kind} ${mail.status}`).sort()).toEqual([
        'order_complete sent',
        'order_placed sent',
        'payment_refunded sent',
        'welcome sent',
      ]);
    },
  );
  await fc.assert(shuffles, { numRuns: 15, endOnFailure: true });
});

test('a mail waits for an address that comes after it', async () => {
  const story = aStory();
  await tell([story.published(), story.placed()]);
  await until(async () => (await world.mails())[0]?.looks === 1);
  await tell([story.registered()]);
  expect(await kindsOf(2)).toEqual(['order_placed sent', 'welcome sent']);
});

test('news from before the service’s birth, and all that is older than a day, is put down and not sent', async () => {
  const story = aStory();
  const dayAndMore = new Date(Date.now() - 25 * 3_600_000);
  const justBefore = new Date(Date.now() - 60_000);
  await tell([story.registered(dayAndMore), story.published(), story.placed(justBefore)]);
  const before = await world.ended(2);
  expect(before.map((mail) => mail.skipReason)).toEqual(['before_birth', 'before_birth']);

  // As if the service were years old, and only now heard of something.
  await world.service.stop();
  await world.database.connection.collection('births').updateOne({}, { $set: { at: new Date(0) } });
  const other = await world.beside();
  const late = aStory();
  await other.bus.deliver(late.registered(dayAndMore));
  const after = await world.ended(3);
  expect(after.map((mail) => mail.skipReason).sort()).toEqual([
    'before_birth',
    'before_birth',
    'too_old',
  ]);
  await other.close();
});

test('an offer to pay is not sent when its hold has ended meanwhile', async () => {
  const expiresAt = new Date(Date.now() - 1_000).toISOString();
  const story = aStory({ order: { expiresAt } });
  await tell([story.registered(), story.published(), story.placed()]);
  expect(await kindsOf(2)).toEqual(['order_placed skipped', 'welcome sent']);
});

test('somebody whom nobody knows the address of is not written to, and that is on record', async () => {
  await world.close();
  world = await openWorld({ ageHoursMax: 0.0001 });
  const story = aStory();
  await tell([story.published(), story.placed()]);
  const [mail] = await world.ended(1);
  expect(mail?.skipReason).toBe('no_address');
});

test('an address follows its user, a language stays', async () => {
  const story = aStory();
  await tell([story.registered()]);
  await world.ended(1);
  const users = world.database.connection.collection<{ _id: string }>('users');
  await users.updateOne({ _id: story.user.userId }, { $set: { language: 'de' } });
  await tell([story.published(), story.placed(), story.accepted(), story.completed()]);
  const mails = await world.ended(3);
  const going = mails.find((mail) => mail.news.kind === 'order_complete');
  expect(going?.message?.subject).toBe(`Du bist dabei: ${story.event.title}`);
});

test('a process whose clock is ahead makes no mail wait', async () => {
  await world.close();
  const now = () => new Date(Date.now() + 20 * 60_000);
  world = await openWorld({ clock: { ...systemClock, now } });
  await tell([aStory().registered()]);
  expect(await kindsOf(1)).toEqual(['welcome sent']);
});
