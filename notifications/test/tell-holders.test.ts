import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { until } from '@marquee/common/testing/until';
import { createOrderRepository } from '../src/data/order.repository.js';
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
const bought = (one: Story) => [one.registered(), one.placed(), one.accepted(), one.completed()];
const about = async (kind: string) =>
  (await world.mails()).filter((mail) => mail.news.kind === kind);
const allTold = () =>
  until(async () => (await world.rows('announcements')).every((row) => row['isOpen'] !== true));

test('every complete order of a cancelled Event has one mail, whatever is repeated; others none', async () => {
  const first = aStory();
  const second = aStory({ event: first.event });
  const again = aStory({ event: first.event, user: first.user });
  const unpaid = aStory({ event: first.event });
  await tell([first.published(), ...bought(first), ...bought(second), ...bought(again).slice(1)]);
  await tell([unpaid.registered(), unpaid.placed()]);
  const cancelled = first.cancelled(2);
  await tell([cancelled, cancelled]);
  await allTold();
  const mails = await about('event_cancelled');
  expect(mails.map((mail) => mail.recipientId).sort()).toEqual(
    [first.user.userId, first.user.userId, second.user.userId].sort(),
  );
  await until(async () => (await about('event_cancelled')).every((mail) => mail.message));
  expect((await about('event_cancelled'))[0]?.message?.subject).toBe(
    `Cancelled: ${first.event.title}`,
  );
});

test('whoever’s order completes after the cancellation hears of it too, and never "You’re going"', async () => {
  const story = aStory();
  await tell([story.published(), story.registered(), story.placed(), story.accepted()]);
  await tell([story.cancelled(2)]);
  await allTold();
  await tell([story.completed()]);
  await until(async () => (await about('event_cancelled'))[0]?.status === 'sent');
  await until(async () => (await about('order_complete'))[0]?.skipReason === 'overtaken');
  expect(await about('event_cancelled')).toHaveLength(1);
});

test('an order and the cancellation of its Event at the same moment: one mail, whoever commits first', async () => {
  const stories = Array.from({ length: 8 }, () => aStory());
  for (const one of stories)
    await tell([one.published(), one.registered(), one.placed(), one.accepted()]);
  await Promise.all(stories.flatMap((one) => [tell([one.completed()]), tell([one.cancelled(2)])]));
  await until(async () => (await about('event_cancelled')).length === stories.length);
  await allTold();
  expect(await about('event_cancelled')).toHaveLength(stories.length);
});

test('an order that was refunded because of the cancellation is told why, one refunded before is not', async () => {
  const [because, before] = [aStory(), aStory()];
  for (const one of [because, before]) await tell([one.published(), ...bought(one)]);
  await tell([before.orderRefunded(4, new Date(Date.now() - 5_000))]);
  const at = new Date();
  await tell([because.orderRefunded(4, new Date(at.getTime() + 1))]);
  await tell([because.cancelled(2, at), before.cancelled(2, at)]);
  await until(async () => (await world.rows('announcements')).length === 2);
  await allTold();
  const mails = await about('event_cancelled');
  expect(mails.map((mail) => mail.recipientId)).toEqual([because.user.userId]);
});

test('another time or venue is told with what was before; another title or text is not', async () => {
  const story = aStory();
  await tell([story.published(), ...bought(story)]);
  await tell([story.changed(2, { title: 'Another title', description: 'Longer.' })]);
  const venue = { ...story.event.venue, name: 'Coliseu' };
  await tell([story.changed(3, { venue })]);
  await tell([story.changed(4, { venue, startsAt: '2027-03-06T21:00:00.000Z' })]);
  await allTold();
  await until(
    async () => (await about('event_changed')).filter((mail) => mail.message).length === 2,
  );
  const texts = (await about('event_changed')).map((mail) => mail.message?.text ?? '');
  expect(texts[0]).toMatch(/Before: .*Sala do Rio[\s\S]*Now: .*Coliseu/);
  expect(texts[1]).toMatch(/Before: Fri 5 Mar 2027, 20:00[\s\S]*Now: Sat 6 Mar 2027, 21:00/);
});

test('many holders are told in pieces, each once, also by two processes', async () => {
  const first = aStory();
  await tell([first.published()]);
  const orders = Array.from({ length: 450 }, () => {
    const { order } = aStory({ event: first.event });
    const { orderId: id, buyerId, eventId, total } = order;
    return { id, buyerId, eventId, total, status: 'complete' };
  });
  const { save } = createOrderRepository(world.database);
  await world.database.transact((session) => save(session, orders));
  const other = await world.beside();
  await tell([first.cancelled(2)]);
  await allTold();
  const mails = await about('event_cancelled');
  expect(new Set(mails.map((mail) => mail.recipientId)).size).toBe(450);
  expect(mails).toHaveLength(450);
  await other.close();
});
