import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { usePlaceText } from '@/components/orders/place';
import { Button } from '@/components/ui/button';
import { Poster } from '@/components/ui/poster';
import { StatusBadge } from '@/components/ui/status-badge';
import { TicketStub } from '@/components/ui/ticket-stub';
import { paths } from '@/lib/paths';
import type { OrderWithEvent } from './sort-orders';

const SHOWN_MAX = 4;

/** All tickets of one order to one Event, as one stub that opens the order. */
export function UpcomingOrder({ order, event }: OrderWithEvent) {
  const t = useTranslations('tickets');
  const timeText = useEventTimeText();
  const placeText = usePlaceText();
  const isPaying = order.status === 'paying';
  const hidden = order.items.length - SHOWN_MAX;
  return (
    <TicketStub
      poster={event && <Poster eventId={event.id} category={event.category} title={event.title} />}
      title={event?.title ?? t('unknownEvent')}
      when={event ? timeText(event) : t('unknownTime')}
      where={event ? `${event.venue.name}, ${event.venue.city}` : ''}
      places={[{ label: t('ticketsLabel'), value: String(order.items.length) }]}
      tearOff={
        <>
          {isPaying && <StatusBadge tone="live">{t('paying')}</StatusBadge>}
          <Button asChild variant="secondary">
            <Link href={paths.order(order.id)}>
              {t('open')}
              <span className="sr-only">{event?.title}</span>
            </Link>
          </Button>
        </>
      }
    >
      <ul className="grid gap-0.5">
        {order.items.slice(0, SHOWN_MAX).map((item) => (
          <li key={item.ticketId}>{placeText(item)}</li>
        ))}
        {hidden > 0 && <li className="text-muted">{t('more', { count: hidden })}</li>}
      </ul>
    </TicketStub>
  );
}
