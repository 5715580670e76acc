'use client';

import { useTranslations } from 'next-intl';
import { usePriceText } from '@/components/ui/price';
import type { Ticket } from '@/lib/api/types';
import { isFree, totalOfCheapest } from './sections';
import { useKnownTickets } from './use-live-tickets';

/** The lowest price and how many are free, from the same tickets as the sections below. */
export function HeroPrice({ eventId, tickets: initial }: { eventId: string; tickets: Ticket[] }) {
  const t = useTranslations('event.facts');
  const priceText = usePriceText();
  const tickets = useKnownTickets(eventId, initial);
  const lowest = totalOfCheapest(tickets, 1);
  if (lowest === null) return <span className="font-semibold">{t('noTickets')}</span>;
  return (
    <>
      <span className="figures font-semibold">{t('from', { price: priceText(lowest) })}</span>
      <span className="figures text-sm text-muted">
        {t('free', { count: tickets.filter(isFree).length })}
      </span>
    </>
  );
}
