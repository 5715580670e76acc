'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { Stepper } from '@/components/ui/stepper';
import type { ListRead } from '@/lib/api/list-read';
import type { Ticket } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { ChangeAnnouncement } from './change-announcement';
import { LeftOutNotice } from './left-out-notice';
import { LimitNotice } from './limit-notice';
import { MarketNotices } from './market-notices';
import { MarketPulse } from './market-pulse';
import { NoTickets } from './no-tickets';
import { mayBeCalledOff, offerOf } from './offer';
import { OfferNotice } from './offer-notice';
import { SectionList } from './section-list';
import { fromSeats, nothing, standingOf, ticketsMaxPerOrder, totalOf } from './selection';
import { type Choice, choiceToQuery } from './selection-query';
import { SelectionSummary } from './selection-summary';
import { useCalledOff } from './use-called-off';
import { useChoice } from './use-choice';
import { useHeldStill } from './use-held-still';
import { useHold } from './use-hold';
import { useLastKnown } from './use-last-known';
import { useLiveTickets } from './use-live-tickets';
import { useRecentChanges } from './use-recent-changes';
import { useSteady } from './use-steady';

export interface TicketMarketProps {
  eventId: string;
  initialTickets: ListRead<Ticket>;
  initialChoice: Choice;
  isSignedIn: boolean;
}

/** Everything that can be bought for one Event, as it is now, and the way to hold it. */
export function TicketMarket(props: TicketMarketProps) {
  const { eventId, initialTickets, initialChoice, isSignedIn } = props;
  const t = useTranslations('event.market');
  const router = useRouter();
  const live = useLiveTickets(eventId, initialTickets);
  const { isLive, isStale, leftOut, refresh } = live;
  const choice = useChoice(initialChoice, () => dismiss());
  const { quantity, selection, choose } = choice;
  const goToSignUp = () =>
    router.push(paths.signUp(paths.event(eventId, choiceToQuery({ quantity, selection }))));
  const { hold, isPending, refusal, dismiss } = useHold(goToSignUp, () => void refresh());
  // The reader's own hold is told before its answer is here: nobody else was faster.
  const tickets = useHeldStill(live.tickets, isPending);
  const changes = useRecentChanges(tickets);
  const lastKnown = useLastKnown(tickets);
  const steady = useSteady(tickets);
  const offer = offerOf(steady.shown, lastKnown.size > 0);
  useCalledOff(mayBeCalledOff(offer, lastKnown.size > tickets.length));

  const standing = standingOf(selection, tickets, lastKnown);
  const total = totalOf(selection, tickets, quantity);
  const chooseAgain = () => {
    const kept = standing.free.map((ticket) => ticket.id);
    choose(selection.kind === 'seats' ? fromSeats(kept) : selection);
  };
  const press = () => {
    if (total === null) return;
    if (!isSignedIn) goToSignUp();
    else if (selection.kind === 'best') {
      void hold({ eventId, section: selection.section, quantity, maxTotal: total });
    } else {
      void hold({ ticketIds: standing.free.map((ticket) => ticket.id), expectedTotal: total });
    }
  };
  if (offer === 'none_yet') return <NoTickets eventId={eventId} />;
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-12">
      <div className="grid gap-6">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <p className="text-lg font-semibold">{t('howMany')}</p>
          <Stepper
            label={t('howMany')}
            value={quantity}
            max={ticketsMaxPerOrder}
            onValueChange={choice.setQuantity}
          />
        </div>
        <MarketPulse eventId={eventId} isLive={isLive} />
        <ChangeAnnouncement changes={changes} />
        {isStale && <Notice kind="warning" title={t('stale')} />}
        <LeftOutNotice leftOut={leftOut} />
        <div {...steady.area} className="grid gap-4">
          <OfferNotice offer={offer} />
          <SectionList
            {...{ quantity, selection, changes }}
            tickets={steady.shown}
            keepsOrder={steady.isPointing}
            isCut={leftOut === 'free'}
            onToggleSeat={choice.toggle}
            onChooseBest={(section) => choose({ kind: 'best', section })}
          />
        </div>
      </div>
      <div className="sticky bottom-0 z-20 grid gap-3 max-lg:-mx-4 max-lg:max-h-[85dvh] max-lg:overflow-y-auto max-lg:px-4 lg:top-20 lg:bottom-auto">
        <LimitNotice isOverLimit={choice.isOverLimit} />
        {/* Beside the list it comes under the button, which stays where it is. */}
        <div className="grid gap-3 empty:hidden lg:order-last">
          <MarketNotices
            {...{ refusal, standing, tickets, lastKnown, isPending }}
            onHold={(request) => void hold(request)}
            onDismiss={chooseAgain}
            onReplace={(ticketIds) => choose(fromSeats(ticketIds))}
          />
        </div>
        <SelectionSummary
          {...{ selection, quantity, total, isPending }}
          free={standing.free}
          isSeated={(selection.kind === 'best' ? tickets : standing.free).some(
            ({ seat, section }) =>
              seat !== null && (selection.kind !== 'best' || section === selection.section),
          )}
          onHold={press}
          onClear={() => choose(nothing)}
        />
      </div>
    </div>
  );
}
