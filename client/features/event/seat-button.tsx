'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Price, usePriceText } from '@/components/ui/price';
import type { Ticket } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import type { Change } from './changes';
import { isFree } from './sections';
import { usePlaceText } from './use-place-text';

interface SeatButtonProps {
  ticket: Ticket;
  isPicked: boolean;
  change: Change | undefined;
  onToggle: (ticketId: string) => void;
}

/**
 * One seat: its name, its price, and a word for its state. One that goes while you look says so, then
 * rests. It is high enough for an old price over a new one, so that no change moves its neighbours.
 */
export function SeatButton({ ticket, isPicked, change, onToggle }: SeatButtonProps) {
  const t = useTranslations('event.market');
  const placeText = usePlaceText();
  const priceText = usePriceText();
  const isOpen = isFree(ticket);
  const word =
    change?.kind === 'taken' || change?.kind === 'freed'
      ? t(`statuses.${change.kind}`)
      : t(`statuses.${ticket.status}`);
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      aria-disabled={!isOpen || undefined}
      onClick={() => isOpen && onToggle(ticket.id)}
      className={classNames(
        'relative grid min-h-18 w-full content-center justify-items-start rounded-control border px-2.5 py-1 text-left transition-colors duration-150',
        isPicked && isOpen && 'border-ink bg-ink text-paper',
        !isPicked && isOpen && 'border-edge bg-surface hover:border-ink hover:bg-sunken',
        !isOpen && 'cursor-not-allowed border-dashed border-line bg-transparent text-muted',
        change?.kind === 'taken' && 'animate-taken',
        change?.kind === 'freed' && 'animate-changed',
      )}
    >
      <span className="sr-only">
        {t('seatLabel', {
          place: placeText(ticket),
          price: priceText(ticket.price),
          status: word,
        })}
      </span>
      <span aria-hidden="true" className="figures font-display text-lg leading-tight font-bold">
        {ticket.seat}
      </span>
      {isPicked && isOpen && (
        <Check aria-hidden="true" className="absolute top-2 right-2 size-4" strokeWidth={3} />
      )}
      <span aria-hidden="true" className="text-sm leading-tight">
        {isOpen && change?.kind !== 'freed' ? <SeatPrice ticket={ticket} change={change} /> : word}
      </span>
    </button>
  );
}

function SeatPrice({ ticket, change }: { ticket: Ticket; change: Change | undefined }) {
  if (change?.kind !== 'repriced') return <Price value={ticket.price} />;
  return (
    <span className="animate-changed grid">
      <s className="opacity-75">
        <Price value={change.before} />
      </s>
      <Price value={ticket.price} className="font-semibold" />
    </span>
  );
}
