'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { usePriceText } from '@/components/ui/price';
import type { HoldRequest } from '@/lib/api/orders.browser';
import type { Ticket } from '@/lib/api/types';
import { replacements } from './alternatives';
import { ReplacementButtons } from './replacement-buttons';
import { groupBySection, totalOfCheapest } from './sections';
import type { Refusal } from './use-hold';
import { shortPlaces } from './use-place-text';

interface LostRaceNoticeProps {
  refusal: Refusal;
  tickets: readonly Ticket[];
  lastKnown: ReadonlyMap<string, Ticket>;
  isPending: boolean;
  onHold: (request: HoldRequest) => void;
  onDismiss: () => void;
}

/** Somebody else was faster: said plainly, with the nearest seats at a similar price one press away. */
export function LostRaceNotice(props: LostRaceNoticeProps) {
  const { refusal, tickets, lastKnown, isPending, onHold, onDismiss } = props;
  const t = useTranslations('event.refusal');
  const { request, problem } = refusal;
  const isPicked = 'ticketIds' in request;
  const lostIds = problem.unavailable ?? [];
  const lost = lostIds.map((id) => lastKnown.get(id)).filter((ticket) => ticket !== undefined);
  const kept = isPicked ? request.ticketIds.filter((id) => !lostIds.includes(id)) : [];
  const keptTickets = tickets.filter((ticket) => kept.includes(ticket.id));
  const candidates = new Map(
    [...tickets, ...(problem.alternatives ?? [])].map((one) => [one.id, one]),
  );
  const sets = isPicked ? replacements(lost, [...candidates.values()], kept) : [];
  const holdTickets = (chosen: readonly Ticket[]) => {
    const expectedTotal = totalOfCheapest(chosen, chosen.length);
    if (expectedTotal === null) return;
    onHold({ ticketIds: chosen.map((ticket) => ticket.id), expectedTotal });
  };
  const hasWayOn = sets.length > 0 || !isPicked;
  // Where nothing of it is offered any more, nobody was faster.
  const isOffered = tickets.some(
    ({ id, section, status }) =>
      status !== 'withdrawn' && (isPicked ? lostIds.includes(id) : section === request.section),
  );
  const seats = isPicked ? shortPlaces(lost) : (request.section ?? '');
  const wayOn = t(sets.length > 0 ? 'goneInstead' : 'goneNone');
  return (
    <Notice
      kind="warning"
      announce
      title={isOffered ? t('lostTitle') : t('gone.withdrawn.title', { seats })}
      actions={
        <>
          <ReplacementButtons
            sets={sets}
            action="hold"
            kept={keptTickets}
            isPending={isPending}
            onChoose={(set) => holdTickets([...keptTickets, ...set])}
          />
          {!isPicked && <OtherSections request={request} {...{ tickets, isPending, onHold }} />}
          {keptTickets.length > 0 && (
            <Button size="small" disabled={isPending} onClick={() => holdTickets(keptTickets)}>
              {t('without', { count: keptTickets.length })}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={onDismiss}>
            {t('chooseAgain')}
          </Button>
        </>
      }
    >
      {isPicked
        ? isOffered
          ? t(hasWayOn ? 'lostDetail' : 'lostNone', { seats })
          : `${t('gone.withdrawn.detail')} ${wayOn}`
        : t('lostBest', { section: seats, count: request.quantity })}
    </Notice>
  );
}

interface OtherSectionsProps {
  request: Extract<HoldRequest, { eventId: string }>;
  tickets: readonly Ticket[];
  isPending: boolean;
  onHold: (request: HoldRequest) => void;
}

/** As many in another section, cheapest first. */
function OtherSections({ request, tickets, isPending, onHold }: OtherSectionsProps) {
  const t = useTranslations('event.refusal');
  const priceText = usePriceText();
  const { eventId, quantity } = request;
  return groupBySection(tickets, quantity)
    .slice(0, 3)
    .map(({ name, bestTotal }) =>
      bestTotal === null ? null : (
        <Button
          key={name}
          size="small"
          disabled={isPending}
          onClick={() => onHold({ eventId, section: name, quantity, maxTotal: bestTotal })}
        >
          {t('bestInstead', { count: quantity, section: name, total: priceText(bestTotal) })}
        </Button>
      ),
    );
}
