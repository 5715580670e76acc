'use client';

import { useTranslations } from 'next-intl';
import { usePriceText } from '@/components/ui/price';
import type { ListRead } from '@/lib/api/list-read';
import type { Ticket } from '@/lib/api/types';
import { isFree, totalOfCheapest } from './sections';
import { useKnownTickets } from './use-live-tickets';

interface HeroPriceProps {
  eventId: string;
  tickets: ListRead<Ticket>;
}

/** The lowest price and how many are free, from the same tickets as the sections below. */
export function HeroPrice({ eventId, tickets: initial }: HeroPriceProps) {
  const t = useTranslations('event.facts');
  const priceText = usePriceText();
  const { items: tickets, leftOut } = useKnownTickets(eventId, initial);
  const lowest = totalOfCheapest(tickets, 1);
  if (lowest === null) return <span className="font-semibold">{t('noTickets')}</span>;
  return (
    <>
      <span className="figures font-semibold">{t('from', { price: priceText(lowest) })}</span>
      <span className="figures text-sm text-muted">
        {t(leftOut === 'free' ? 'freeAtLeast' : 'free', { count: tickets.filter(isFree).length })}
      </span>
    </>
  );
}
