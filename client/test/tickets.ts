import type { Ticket } from '@/lib/api/types';

let made = 0;

/** A free seat in the stalls, unless told otherwise. */
export function aTicket(change: Partial<Ticket> & { amount?: number } = {}): Ticket {
  made += 1;
  const { amount = 4200, ...rest } = change;
  return {
    id: `01940000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    eventId: '01940000-0000-7000-8000-ffffffffffff',
    section: 'Stalls',
    row: 'A',
    seat: String(made),
    price: { amount, currency: 'EUR' },
    status: 'available',
    version: 1,
    ...rest,
  };
}

/** Seats 1…count of a row. */
export const aRow = (row: string, count: number, amount = 4200): Ticket[] =>
  Array.from({ length: count }, (_, index) => aTicket({ row, seat: String(index + 1), amount }));
