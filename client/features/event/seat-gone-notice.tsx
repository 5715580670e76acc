'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Ticket } from '@/lib/api/types';
import { useMoment } from '@/lib/live/use-moment';
import { replacements } from './alternatives';
import { ReplacementButtons } from './replacement-buttons';
import type { Standing } from './selection';
import { useOwnTickets } from './use-own-tickets';
import { shortPlaces } from './use-place-text';

/** Longer than a finger that was on its way needs to arrive. */
const ARRIVING_MS = 600;

interface SeatGoneNoticeProps {
  standing: Standing;
  tickets: readonly Ticket[];
  onReplace: (ticketIds: string[]) => void;
}

/** Nobody was faster where a seat is only not offered any more. */
const whyOf = (isTaken: boolean, isWithdrawn: boolean) =>
  isTaken ? (isWithdrawn ? 'both' : 'taken') : 'withdrawn';

const noneLike = (tickets: readonly Ticket[]) =>
  tickets.some(({ status }) => status === 'held') ? 'lostNone' : 'goneNone';

/** A seat the reader had picked went while they looked: said calmly, with what is nearest. */
export function SeatGoneNotice({ standing, tickets, onReplace }: SeatGoneNoticeProps) {
  const t = useTranslations('event.refusal');
  const { free } = standing;
  // What they hold themselves, in another window, nobody took from them.
  const own = useOwnTickets();
  const taken = standing.taken.filter(({ id }) => !own.has(id));
  const gone = [...taken, ...standing.withdrawn];
  const isArriving = useMoment(gone.map(({ id }) => id).join(), ARRIVING_MS);
  if (gone.length === 0) return null;
  const why = whyOf(taken.length > 0, standing.withdrawn.length > 0);
  const keptIds = free.map((ticket) => ticket.id);
  const sets = replacements(gone, tickets, keptIds);
  return (
    <Notice
      kind="warning"
      announce
      // Nobody asked for it: a press that was meant for what it covers still goes there.
      className={isArriving ? 'pointer-events-none' : ''}
      title={t(`gone.${why}.title`, { seats: shortPlaces(gone) })}
      actions={
        <>
          <ReplacementButtons
            sets={sets}
            action="take"
            isPending={false}
            onChoose={(set) => onReplace([...keptIds, ...set.map((ticket) => ticket.id)])}
          />
          <Button size="small" variant="quiet" onClick={() => onReplace(keptIds)}>
            {keptIds.length > 0 ? t('without', { count: keptIds.length }) : t('chooseAgain')}
          </Button>
        </>
      }
    >
      {t(`gone.${why}.detail`)} {t(sets.length > 0 ? 'goneInstead' : noneLike(tickets))}
    </Notice>
  );
}
