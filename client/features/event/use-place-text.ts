'use client';

import { useTranslations } from 'next-intl';
import { usePriceText } from '@/components/ui/price';
import type { Ticket } from '@/lib/api/types';
import { seatName } from './place';

/** A ticket's place in words: "row A, seat 3"; the section's name where there is no seat. */
export function usePlaceText(): (ticket: Ticket) => string {
  const t = useTranslations('event.market');
  return (ticket) => {
    if (ticket.seat === null) return ticket.section;
    return ticket.row === null
      ? t('seatOnly', { seat: ticket.seat })
      : t('rowAndSeat', { row: ticket.row, seat: ticket.seat });
  };
}

/** Several tickets in short: "Stalls A3, A4". */
export function shortPlaces(tickets: readonly Ticket[]): string {
  const sections = [...new Set(tickets.map((ticket) => ticket.section))];
  return sections
    .map((section) => {
      const own = tickets.filter((ticket) => ticket.section === section);
      const seats = own.map(seatName).filter((name) => name !== null);
      return seats.length === 0 ? `${section} × ${own.length}` : `${section} ${seats.join(', ')}`;
    })
    .join('; ');
}

/** What tickets cost together, as text. */
export function useTotalText(): (tickets: readonly Ticket[]) => string {
  const priceText = usePriceText();
  return (tickets) => {
    const [first] = tickets;
    if (first === undefined) return '';
    const amount = tickets.reduce((sum, ticket) => sum + ticket.price.amount, 0);
    return priceText({ currency: first.price.currency, amount });
  };
}
