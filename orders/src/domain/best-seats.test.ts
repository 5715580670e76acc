import fc from 'fast-check';
import { aTicket, euros } from '../../test/tickets.js';
import { bestSeats, bySeat } from './best-seats.js';

const seat = (row: string | null, name: string | null, amount = 4300, section = 'Stalls') =>
  aTicket({ section, row, seat: name, price: euros(amount) });
const names = (tickets: ReturnType<typeof bestSeats>) =>
  tickets?.map(({ row, seat: name }) => `${row ?? ''}${name ?? ''}`) ?? null;

describe('the best n', () => {
  it('are the cheapest, wherever they are', () => {
    const tickets = [seat('A', '1'), seat('A', '2'), seat('Z', '9', 4000), seat('Q', '4', 4100)];
    expect(names(bestSeats(tickets, 2))).toEqual(['Z9', 'Q4']);
  });

  it('sit side by side in one row where the price is equal', () => {
    const tickets = [seat('A', '1'), seat('A', '3'), seat('B', '7'), seat('B', '8')];
    expect(names(bestSeats(tickets, 2))).toEqual(['B7', 'B8']);
  });

  it('are at least in one row when no neighbours are left', () => {
    const tickets = [seat('A', '1'), seat('B', '7'), seat('B', '9')];
    expect(names(bestSeats(tickets, 2))).toEqual(['B7', 'B9']);
  });

  it('are the first by seat when no row has enough', () => {
    const tickets = [seat('C', '1'), seat('A', '1'), seat('B', '1')];
    expect(names(bestSeats(tickets, 2))).toEqual(['A1', 'B1']);
  });

  it('rows of the same name in two sections are two rows', () => {
    const tickets = [seat('A', '1'), seat('A', '2', 4300, 'Balcony'), seat('A', '3')];
    expect(bestSeats(tickets, 2)?.map(({ section }) => section)).toEqual(['Stalls', 'Stalls']);
  });

  it('numbers count by value: A2 comes before A10', () => {
    const tickets = [seat(null, 'A10'), seat(null, 'A9'), seat(null, 'A2')];
    expect(names([...tickets].sort(bySeat))).toEqual(['A2', 'A9', 'A10']);
    expect(names(bestSeats(tickets, 2))).toEqual(['A9', 'A10']);
  });

  it('general admission has neither rows nor seats, and any will do', () => {
    const tickets = [seat(null, null), seat(null, null), seat(null, null)];
    expect(bestSeats(tickets, 3)).toHaveLength(3);
  });

  it('are none when there are too few', () => {
    expect(bestSeats([seat('A', '1')], 2)).toBeNull();
  });

  it('whatever is for sale: n different ones, and no cheaper n exist', () => {
    const ticket = fc
      .tuple(
        fc.constantFrom('A', 'B', null),
        fc.option(fc.nat({ max: 12 }).map(String)),
        fc.constantFrom(100, 200, 300),
      )
      .map(([row, name, amount]) => seat(row, name, amount));
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 20 }), fc.integer({ min: 1, max: 8 }), (all, n) => {
        const best = bestSeats(all, n);
        if (all.length < n) return expect(best).toBeNull();
        expect(new Set(best?.map(({ ticketId }) => ticketId)).size).toBe(n);
        const amounts = all.map(({ price }) => price.amount).sort((a, b) => a - b);
        const sum = (list: readonly number[]) => list.reduce((total, amount) => total + amount, 0);
        expect(sum(best?.map(({ price }) => price.amount) ?? [])).toBe(sum(amounts.slice(0, n)));
      }),
      { numRuns: 500 },
    );
  });
});
