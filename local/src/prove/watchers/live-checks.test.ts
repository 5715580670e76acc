import {
  foreignObjects,
  type InventorySeat,
  isBehind,
  silence,
  staleSeats,
} from './live-checks.js';
import { faultIn, marketMessages, type Seat } from './messages.js';
import { createPicture } from './picture.js';

const price = { amount: 4_300, currency: 'EUR' } as const;
const seat = (ticketId: string, change: Partial<Seat> = {}): Seat => ({
  ...{ ticketId, status: 'available', price, version: 1 },
  ...change,
});
const inventory = (one: Seat): InventorySeat => ({ ...one, eventId: 'e' });

function aPage(...snapshot: Seat[]) {
  const picture = createPicture();
  picture.show(snapshot);
  return { name: 'a page', eventId: 'e', picture };
}

test('a page that shows what orders says is not complained about', () => {
  const page = aPage(seat('a'), seat('b'));
  page.picture.hear([seat('b', { status: 'withdrawn', version: 2 })]);
  const truth = [seat('a'), seat('b', { status: 'withdrawn', version: 2 })].map(inventory);
  expect([staleSeats(page, truth), isBehind(page, truth)]).toEqual([[], false]);
});

test.each<[string, Seat[]]>([
  ['missing', [seat('a')]],
  ['older than it is', [seat('a'), seat('b')]],
])('a seat that is %s on the page is found', (_what, shown) => {
  const truth = [seat('a'), seat('b', { status: 'sold', version: 2 })].map(inventory);
  const page = aPage(...shown);
  expect(staleSeats(page, truth)).toHaveLength(1);
  expect(isBehind(page, truth)).toBe(true);
});

test('a seat that was withdrawn and is still shown is found', () => {
  const truth = [inventory(seat('a', { status: 'withdrawn', version: 2 }))];
  expect(staleSeats(aPage(seat('a')), truth)).toHaveLength(1);
});

test('what somebody heard of another person’s order is found', () => {
  const heard = { name: 'x', personId: 'me', heardOf: new Set(['order:1', 'order:2']) };
  const row = (aggregateId: string, buyerId: string) => ({
    ...{ isPending: false, isParked: false },
    event: { aggregateType: 'order', aggregateId, data: { buyerId } } as never,
  });
  const violations = foreignObjects(heard, { outbox: [row('1', 'me'), row('2', 'you')] });
  expect(violations).toEqual(["Live: x heard of order:2, which is you's"]);
});

test.each([
  ['a field too much', 'tickets', { eventId: 'e', items: [{ ...seat('a'), buyerId: 'you' }] }],
  ['an unknown message', 'sold', { eventId: 'e' }],
])('%s is found', (_what, name, message) => {
  expect(faultIn(marketMessages, name, [message])).not.toBeNull();
});

test('pages of which none heard anything are not passed over', () => {
  const page = (messages: number) => ({ counts: { messages, joins: 1, snapshots: 1 } });
  expect(silence('page of orders', [page(0), page(2)])).toEqual([]);
  expect(silence('page of orders', [page(0), page(0)])).toEqual([
    'Live: no page of orders heard anything',
  ]);
});
