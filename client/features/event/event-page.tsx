import { useTranslations } from 'next-intl';
import { NeedsScript } from '@/components/ui/needs-script';
import { allOf, type ListRead } from '@/lib/api/list-read';
import type { MarqueeEvent, Order, Ticket } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { CancelledEvent } from './cancelled-event';
import { EventDescription } from './event-description';
import { EventHero } from './event-hero';
import { EventJsonLd } from './event-json-ld';
import { OwnHolds } from './own-holds';
import { SalesEnded } from './sales-ended';
import type { Choice } from './selection-query';
import { TicketMarket } from './ticket-market';

interface EventPageProps {
  event: MarqueeEvent;
  tickets: ListRead<Ticket>;
  choice: Choice;
  isSignedIn: boolean;
  /** The reader's own orders that wait for their payment. */
  unpaidOrders: Order[];
}

export function EventPage(props: EventPageProps) {
  const { event, tickets, choice, isSignedIn, unpaidOrders } = props;
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
      <EventHero event={event} tickets={isOnSale ? tickets : allOf([])} />
      <section aria-labelledby="tickets" className="border-t border-line pt-10">
        <h2 id="tickets" className="pb-6 text-2xl">
          {t('title')}
        </h2>
        {isOnSale ? (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <NeedsScript />
            {isSignedIn && <OwnHolds event={event} initialOrders={unpaidOrders} />}
            <TicketMarket
              eventId={event.id}
              initialTickets={tickets}
              initialChoice={choice}
              isSignedIn={isSignedIn}
            />
          </div>
        ) : (
          <SalesEnded />
        )}
      </section>
      <EventDescription text={event.description} />
      <EventJsonLd event={event} tickets={isOnSale ? tickets.items : []} />
    </div>
  );
}
