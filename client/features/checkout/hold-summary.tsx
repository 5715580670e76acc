'use client';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { usePlaceText } from '@/components/orders/place';
import { Poster } from '@/components/ui/poster';
import { Price } from '@/components/ui/price';
import { PriceIncludes } from '@/components/ui/price-includes';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { LetGo } from './let-go';

interface HoldSummaryProps {
  order: Order;
  event: MarqueeEvent;
  canLetGo: boolean;
  onLetGo: (order: Order) => void;
}

/** What is being paid for: the Event, each place with its price, the total that was promised. */
export function HoldSummary({ order, event, canLetGo, onLetGo }: HoldSummaryProps) {
  const t = useTranslations('checkout');
  const placeText = usePlaceText();
  const timeText = useEventTimeText();
  return (
    <aside
      aria-label={t('summary')}
      className="grid content-start gap-5 self-start rounded-card border border-line bg-surface p-5 shadow-raised sm:p-6 lg:col-start-2 lg:row-start-2"
    >
      <div className="flex gap-4">
        <div className="w-20 shrink-0 self-start overflow-hidden rounded-control">
          <Poster eventId={event.id} category={event.category} title={event.title} />
        </div>
        <div className="grid content-start gap-1">
          <h2 className="text-lg leading-tight">{event.title}</h2>
          <p className="font-medium">{timeText(event)}</p>
          <p className="text-sm text-muted">{event.venue.name}</p>
        </div>
      </div>
      <ul className="grid gap-2 border-t border-line pt-4">
        {order.items.map((item) => (
          <li key={item.ticketId} className="flex justify-between gap-4">
            <span>{placeText(item)}</span>
            <Price value={item.price} />
          </li>
        ))}
      </ul>
      <p className="flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <span className="font-semibold">{t('total')}</span>
        <Price value={order.total} className="font-display text-xl font-bold" />
      </p>
      <div className="grid gap-1">
        <p className="text-sm text-muted">{t('allIn')}</p>
        <PriceIncludes />
      </div>
      {canLetGo && <LetGo order={order} event={event} onLetGo={onLetGo} />}
    </aside>
  );
}
