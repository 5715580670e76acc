'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { PaymentFates } from '@/components/orders/payment-fate';
import { usePayments } from '@/components/orders/use-payments';
import { Notice } from '@/components/ui/notice';
import { Timeline } from '@/components/ui/timeline';
import type { MarqueeEvent, Order, Payment } from '@/lib/api/types';
import { useLiveObject } from '@/lib/api/use-live-object';
import { useServerOffsetMs } from '@/lib/api/use-server-offset';
import { classNames } from '@/lib/class-names';
import { clock } from '@/lib/clock';
import { topicsOfOrder } from '@/lib/live/topics-of-order';
import { isFinal, outcomeOf } from '@/lib/order-outcome';
import { fatesOf, tookMoney } from '@/lib/payment-fate';
import { OrderActions } from './order-actions';
import { OrderLines } from './order-lines';
import { OrderOutcomeHeader } from './order-outcome-header';
import { OrderStubs } from './order-stubs';
import { timelineOf } from './order-timeline';
import { Refunds } from './refunds';
import { useEventOf } from './use-event-of';
import { useTimelineEntries } from './use-timeline-entries';

const POLL_MS = 1_500;
const FINAL_POLL_MS = 30_000;

interface OrderViewProps {
  order: Order;
  event: MarqueeEvent;
  payments: readonly Payment[];
}

/** An order as it stands, and as it changes under the reader's eyes. */
export function OrderView(props: OrderViewProps) {
  const { order: initial, payments: initialPayments } = props;
  const t = useTranslations('order');
  const topics = useMemo(() => topicsOfOrder(initial.id), [initial.id]);
  const isMoving = (current: Order) =>
    !isFinal(current) || outcomeOf(current, clock.nowMs(), props.event) === 'refunding';
  const { data: order, isStale } = useLiveObject<Order>(`/api/orders/${initial.id}`, initial, {
    topics,
    intervalMs: (current) => (isMoving(current) ? POLL_MS : FINAL_POLL_MS),
  });
  const { event, isCurrent } = useEventOf(order, props.event);
  const payments = usePayments(order, initialPayments);
  const nowMs = clock.nowMs() + useServerOffsetMs();
  // Who ended it is said only when it is known: an order also ends with its Event.
  const isCauseKnown = order.status !== 'cancelled' || isCurrent;
  const outcome = outcomeOf(order, nowMs, isCauseKnown ? event : null);
  const fates = fatesOf(
    outcome === 'hold_ended' ? { ...order, status: 'expired' } : order,
    payments,
  );
  const winner = payments.find(({ id }) => id === order.paymentId);
  const isGoing = outcome === 'going' || outcome === 'been';
  // What is printed of tickets is for the door.
  const onlyOnScreen = isGoing ? 'no-print' : undefined;
  const isPaid = order.status === 'complete' || order.status === 'refunded';
  const told = { order, outcome, event, paidAt: winner?.capturedAt ?? null };
  const entries = useTimelineEntries(timelineOf(told), event);
  return (
    <div className="page-frame grid gap-10 pb-16">
      <div className={onlyOnScreen}>
        <OrderOutcomeHeader {...{ order, event, outcome }} wasCharged={tookMoney(fates)} />
      </div>
      {isStale && (
        <Notice kind="warning" announce title={t('stale')}>
          {t('staleDetail')}
        </Notice>
      )}
      <PaymentFates fates={fates} />
      {(isGoing || outcome === 'taking_payment') && <OrderStubs order={order} event={event} />}
      <Refunds refunds={order.refunds ?? []} paymentStatus={winner?.status} />
      <div className={classNames('grid gap-10 lg:grid-cols-2 lg:gap-16', onlyOnScreen)}>
        <section className="grid content-start gap-5">
          <h2 className="text-xl">{t('timeline')}</h2>
          <Timeline label={t('timeline')} entries={entries} />
        </section>
        <OrderLines order={order} event={event} outcome={outcome} />
      </div>
      <OrderActions orderId={order.id} isGoing={outcome === 'going'} hasReceipt={isPaid} />
    </div>
  );
}
