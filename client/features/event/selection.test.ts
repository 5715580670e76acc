import { aRow, aTicket } from '@/test/tickets';
import { fromSeats, nothing, standingOf, toggleSeat, totalOf } from './selection';
import { choiceFromQuery, choiceToQuery } from './selection-query';

const known = (tickets: ReturnType<typeof aRow>) => new Map(tickets.map((one) => [one.id, one]));

test('a seat is picked and let go by the same press', () => {
  const [seat] = aRow('A', 1);
  const picked = toggleSeat(nothing, seat?.id ?? '');
  expect(picked).toEqual({ kind: 'seats', ticketIds: [seat?.id] });
  expect(toggleSeat(picked, seat?.id ?? '')).toEqual(nothing);
});

test('nobody picks more than eight', () => {
  const eight = fromSeats(aRow('A', 8).map((seat) => seat.id));
  expect(toggleSeat(eight, aTicket().id)).toBe(eight);
});

test('a picked seat that is not offered any more is told from one that somebody else has', () => {
  const [kept, gone, sold] = aRow('A', 3);
  if (!kept || !gone || !sold) throw new Error('three seats');
  const selection = fromSeats([kept.id, gone.id, sold.id]);
  const now = [kept, { ...sold, status: 'sold' as const }];
  const standing = standingOf(selection, now, known([kept, gone, sold]));
  expect(standing.free).toEqual([kept]);
  expect(standing.taken.map((ticket) => ticket.id)).toEqual([sold.id]);
  expect(standing.withdrawn).toEqual([gone]);
});

test('the total counts what can be had, and best n counts the cheapest', () => {
  const dear = aTicket({ amount: 9000 });
  const seats = [...aRow('A', 2, 4200), dear, aTicket({ amount: 100, status: 'held' })];
  expect(totalOf({ kind: 'best', section: 'Stalls' }, seats, 2)?.amount).toBe(8400);
  expect(totalOf({ kind: 'best', section: 'Stalls' }, seats, 4)).toBeNull();
  expect(totalOf(fromSeats([dear.id]), seats, 2)?.amount).toBe(9000);
  expect(totalOf(nothing, seats, 2)).toBeNull();
});

test('signing up loses no choice: it travels in the address and comes back the same', () => {
  const seats = fromSeats(aRow('B', 2).map((seat) => seat.id));
  for (const selection of [seats, nothing, { kind: 'best', section: 'Oberrang 2' } as const]) {
    const choice = { quantity: 3, selection };
    expect(choiceFromQuery(choiceToQuery(choice))).toEqual(choice);
  }
});

test('an address that makes no sense is no choice', () => {
  expect(choiceFromQuery({ quantity: '99', seats: '1;drop,..', section: '' })).toEqual({
    quantity: 2,
    selection: nothing,
  });
});
