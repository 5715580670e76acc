import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Poster } from '@/components/ui/poster';
import { TicketStub } from '@/components/ui/ticket-stub';
import type { MarqueeEvent } from '@/lib/api/types';
import { useEventTimeText } from './event-time';
import { type Place, usePlaceLabels } from './place';

interface OrderStubProps {
  event: MarqueeEvent;
  place: Place;
  tearOff?: ReactNode;
}

/** One ticket of an order as a stub with its Event's poster. */
export function OrderStub({ event, place, tearOff }: OrderStubProps) {
  const t = useTranslations('order');
  const timeText = useEventTimeText();
  const placeLabels = usePlaceLabels();
  return (
    <TicketStub
      poster={<Poster eventId={event.id} category={event.category} title={event.title} />}
      title={event.title}
      when={timeText(event)}
      where={t('venue', { name: event.venue.name, city: event.venue.city })}
      places={placeLabels(place)}
      tearOff={tearOff}
    />
  );
}
