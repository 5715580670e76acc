import { useTranslations } from 'next-intl';
import type { MarqueeEvent, Ticket } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { CancelledEvent } from './cancelled-event';
import { EventDescription } from './event-description';
import { EventHero } from './event-hero';
import { EventJsonLd } from './event-json-ld';
import { SalesEnded } from './sales-ended';
import type { Choice } from './selection-query';
import { TicketMarket } from './ticket-market';

interface EventPageProps {
  event: MarqueeEvent;
  tickets: Ticket[];
  choice: Choice;
  isSignedIn: boolean;
}

export function EventPage({ event, tickets, choice, isSignedIn }: EventPageProps) {
  const t = useTranslations('event.market');
  const isOnSale = event.status === 'scheduled' && Date.parse(event.startsAt) > clock.nowMs();
  if (event.status === 'cancelled') {
    return (
      <>
        <CancelledEvent event={event} />
        <EventJsonLd event={event} tickets={[]} />
      </>
    );
  }
  return (
    <div className="page-frame">
      <EventHero event={event} />
      <section aria-labelledby="tickets" className="border-t border-line pt-10">
        <h2 id="tickets" className="pb-6 text-2xl">
          {t('title')}
        </h2>
        {isOnSale ? (
          <TicketMarket
            eventId={event.id}
            initialTickets={tickets}
            initialChoice={choice}
            isSignedIn={isSignedIn}
          />
        ) : (
          <SalesEnded />
        )}
      </section>
      <EventDescription text={event.description} />
      <EventJsonLd event={event} tickets={isOnSale ? tickets : []} />
    </div>
  );
}
