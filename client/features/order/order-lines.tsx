import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { usePlaceText } from '@/components/orders/place';
import { Price } from '@/components/ui/price';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { paths } from '@/lib/paths';

interface OrderLinesProps {
  order: Order;
  event: MarqueeEvent;
  /** The total is or will be taken; otherwise nothing was charged. */
  isOwed: boolean;
}

/** The receipt: each place with its price, and the total that was or was not charged. */
export function OrderLines({ order, event, isOwed }: OrderLinesProps) {
  const t = useTranslations('order');
  const placeText = usePlaceText();
  const timeText = useEventTimeText();
  return (
    <section className="grid content-start gap-5">
      <h2 className="text-xl">{t('receipt')}</h2>
      <div className="grid gap-1">
        <Link href={paths.event(event.id)} className="text-link justify-self-start font-semibold">
          {event.title}
        </Link>
        <p className="text-muted">{timeText(event)}</p>
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
        <span className="font-semibold">{t(isOwed ? 'total' : 'totalNotCharged')}</span>
        <Price value={order.total} className="font-display text-xl font-bold" />
      </p>
    </section>
  );
}
