import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { Price } from '@/components/ui/price';
import { StatusBadge } from '@/components/ui/status-badge';
import { type Outcome, outcomeOf } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';
import type { OrderWithEvent } from './sort-orders';

const troubled: readonly Outcome[] = ['payment_fell_through', 'refund_stuck'];

/** One line for what is over: which Event, what became of it, the total. */
export function PastOrder({ order, event, nowMs }: OrderWithEvent & { nowMs: number }) {
  const t = useTranslations('tickets');
  const outcomes = useTranslations('order.outcome');
  const timeText = useEventTimeText();
  const outcome: Outcome = outcomeOf(order, nowMs, event);
  const wasCharged = order.status === 'complete' || order.status === 'refunded';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-4">
      <div className="grid gap-0.5">
        <Link href={paths.order(order.id)} className="text-link font-semibold">
          {event?.title ?? t('unknownEvent')}
        </Link>
        {event && <span className="text-sm text-muted">{timeText(event)}</span>}
      </div>
      <span className="flex items-center gap-4">
        <StatusBadge tone={troubled.includes(outcome) ? 'danger' : 'neutral'}>
          {outcomes(`${outcome}.badge`)}
        </StatusBadge>
        {wasCharged ? (
          <Price value={order.total} />
        ) : (
          <span className="text-sm text-muted">{t('notCharged')}</span>
        )}
      </span>
    </li>
  );
}
