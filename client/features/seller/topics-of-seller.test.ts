import type { MarqueeEvent, SellerTicket } from '@/lib/api/types';
import type { LiveTopic } from '@/lib/live/use-live';
import { aTicket } from '@/test/tickets';
import { topicsOfSeller } from './topics-of-seller';

const nowMs = Date.parse('2026-12-05T20:00:00Z');
const event = (id: string, endsAt = '2027-01-01T00:00:00Z'): MarqueeEvent => ({
  ...{ id, organiserId: 'me', title: id, description: '', category: 'other' },
  venue: { name: '', city: '', country: '', timeZone: 'UTC' },
  ...{ startsAt: endsAt, endsAt, status: 'scheduled', priceFrom: null },
  ...{ availableCount: 0, version: 1 },
});
const ticketOf = (eventId: string): SellerTicket => {
  const ticket = aTicket({ eventId });
  return { ...ticket, askingPrice: ticket.price, orderStatus: null };
};
const watched = (topics: readonly LiveTopic[]) =>
  topics.flatMap((topic) => (topic.kind === 'tickets' ? [topic.eventId] : []));

test('an Event that arrives later is followed, with its tickets and without', () => {
  const topics = topicsOfSeller([ticketOf('b')], [event('a'), event('c')], nowMs);
  expect(watched(topics)).toEqual(['a', 'b', 'c']);
  expect(topics).toContainEqual({ kind: 'own', object: 'event' });
});

test('the same Events in another order are the same topics, so that nothing is joined anew', () => {
  const [one, other] = [ticketOf('a'), ticketOf('b')];
  expect(topicsOfSeller([one, other], [], nowMs)).toEqual(topicsOfSeller([other, one], [], nowMs));
});

test('what is over is not followed, so that an old seller is still told', () => {
  const past = Array.from({ length: 60 }, (_, index) => event(`p${index}`, '2026-01-01T00:00:00Z'));
  const tickets = past.map(({ id }) => ticketOf(id));
  expect(watched(topicsOfSeller(tickets, [...past, event('a')], nowMs))).toEqual(['a']);
});

test('who sells for more Events than one may watch follows none, and the page polls', () => {
  const events = Array.from({ length: 51 }, (_, index) => event(`e${index}`));
  expect(topicsOfSeller([], events, nowMs)).toEqual([]);
});
