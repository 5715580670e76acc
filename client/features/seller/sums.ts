import type { PaymentTerms } from '@/lib/api/seller-money';
import type { Currency, Money, SellerTicket } from '@/lib/api/types';
import { shareOf } from '@/lib/net';

export interface CurrencySums {
  currency: Currency;
  onSale: Money;
  held: Money;
  sold: Money;
}

export interface TicketCounts {
  onSale: number;
  held: number;
  sold: number;
}

type Bucket = keyof TicketCounts;

/** Where a ticket counts; what is being withdrawn counts nowhere unless somebody holds or bought it. */
export function bucketOf(ticket: Pick<SellerTicket, 'status'>): Bucket | null {
  switch (ticket.status) {
    case 'available':
    case 'opening':
      return 'onSale';
    case 'held':
      return 'held';
    case 'sold':
      return 'sold';
    case 'withdrawing':
    case 'withdrawn':
      return null;
  }
}

export function countTickets(tickets: readonly SellerTicket[]): TicketCounts {
  const counts: TicketCounts = { onSale: 0, held: 0, sold: 0 };
  for (const ticket of tickets) {
    const bucket = bucketOf(ticket);
    if (bucket !== null) counts[bucket] += 1;
  }
  return counts;
}

/** One line of sums per currency: amounts in different currencies are never added. */
export function sumByCurrency(tickets: readonly SellerTicket[]): CurrencySums[] {
  const sums = new Map<Currency, CurrencySums>();
  for (const ticket of tickets) {
    const bucket = bucketOf(ticket);
    if (bucket === null) continue;
    const { amount, currency } = ticket.price;
    const zero = (): Money => ({ amount: 0, currency });
    const line = sums.get(currency) ?? { currency, onSale: zero(), held: zero(), sold: zero() };
    line[bucket].amount += amount;
    sums.set(currency, line);
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}

/** What the seller receives for what is sold: rounded ticket by ticket, as it is booked. */
export function netOfSold(tickets: readonly SellerTicket[], terms: PaymentTerms): Money[] {
  const sums = new Map<Currency, Money>();
  for (const { status, price } of tickets) {
    const share = status === 'sold' ? shareOf(price, terms) : null;
    if (share === null) continue;
    const { amount = 0 } = sums.get(price.currency) ?? {};
    sums.set(price.currency, { ...share.net, amount: amount + share.net.amount });
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}
