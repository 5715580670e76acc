import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { usePlaceText } from '@/components/orders/place';
import { Price } from '@/components/ui/price';
import { PriceIncludes } from '@/components/ui/price-includes';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import type { Outcome } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';

interface OrderLinesProps {
  order: Order;
  event: MarqueeEvent;
  outcome: Outcome;
}

/** A receipt only where money moved. */
const words = {
  held: { title: 'holding', total: 'totalNotYet' },
  hold_ended: { title: 'whatYouHeld', total: 'totalNotCharged' },
  over: { title: 'whatYouHeld', total: 'totalNotCharged' },
  let_go: { title: 'whatYouHeld', total: 'totalNotCharged' },
  called_off: { title: 'whatYouHeld', total: 'totalNotCharged' },
  payment_fell_through: { title: 'whatYouHeld', total: 'totalNotCharged' },
  taking_payment: { title: 'receipt', total: 'total' },
  going: { title: 'receipt', total: 'total' },
  been: { title: 'receipt', total: 'total' },
  refunding: { title: 'receipt', total: 'total' },
  refund_stuck: { title: 'receipt', total: 'total' },
  refunded: { title: 'receipt', total: 'totalRefunded' },
} as const satisfies Record<Outcome, object>;

/** Each place with its price, and the total that was or was not charged. */
export function OrderLines({ order, event, outcome }: OrderLinesProps) {
  const t = useTranslations('order');
  const placeText = usePlaceText();
  const timeText = useEventTimeText();
  const { title, total } = words[outcome];
  const isNothing = total === 'totalNotCharged';
  return (
    <section className="grid content-start gap-5">
      <h2 className="text-xl">{t(title)}</h2>
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
        <span className="font-semibold">{t(total)}</span>
        <Price
          value={order.total}
          className={classNames(isNothing ? 'text-muted' : 'font-display text-xl font-bold')}
        />
      </p>
      {!isNothing && <PriceIncludes />}
    </section>
  );
}
