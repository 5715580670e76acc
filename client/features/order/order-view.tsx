'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { OrderStub } from '@/components/orders/order-stub';
import { Notice } from '@/components/ui/notice';
import { Timeline } from '@/components/ui/timeline';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { useLiveObject } from '@/lib/api/use-live-object';
import { useServerOffsetMs } from '@/lib/api/use-server-offset';
import { clock } from '@/lib/clock';
import { topicsOfOrder } from '@/lib/live/topics-of-order';
import { helpCode, isFinal, outcomeOf } from '@/lib/order-outcome';
import { OrderActions } from './order-actions';
import { OrderLines } from './order-lines';
import { OrderOutcomeHeader } from './order-outcome-header';
import { timelineOf } from './order-timeline';
import { useTimelineEntries } from './use-timeline-entries';

const POLL_MS = 1_500;
const FINAL_POLL_MS = 30_000;

/** An order as it stands, and as it changes under the reader's eyes. */
export function OrderView({ order: initial, event }: { order: Order; event: MarqueeEvent }) {
  const t = useTranslations('order');
  const topics = useMemo(() => topicsOfOrder(initial.id), [initial.id]);
  const { data: order, isStale } = useLiveObject<Order>(`/api/orders/${initial.id}`, initial, {
    topics,
    intervalMs: (current) => (isFinal(current) ? FINAL_POLL_MS : POLL_MS),
  });
  const nowMs = clock.nowMs() + useServerOffsetMs();
  const outcome = outcomeOf(order, nowMs, event.endsAt);
  const isGoing = outcome === 'going' || outcome === 'been';
  const entries = useTimelineEntries(timelineOf(order, outcome, event.startsAt), event);
  return (
    <div className="page-frame grid gap-10 pb-16">
      <OrderOutcomeHeader order={order} event={event} outcome={outcome} />
      {isStale && (
        <Notice kind="warning" announce title={t('stale')}>
          {t('staleDetail')}
        </Notice>
      )}
      {isGoing && event.status === 'cancelled' && (
        <Notice kind="warning" title={t('eventCancelled')}>
          {t('eventCancelledDetail')}
        </Notice>
      )}
      {isGoing || outcome === 'taking_payment' ? (
        <section aria-label={t('tickets')} className="grid gap-4">
          {order.items.map((item, index) => (
            <OrderStub
              key={item.ticketId}
              event={event}
              place={item}
              tearOff={
                <>
                  <span className="text-sm text-muted">
                    {t('nth', { index: index + 1, count: order.items.length })}
                  </span>
                  <span className="figures font-display text-lg font-bold">
                    {helpCode(item.ticketId)}
                  </span>
                </>
              }
            />
          ))}
        </section>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-2 lg:gap-16">
        <section className="grid content-start gap-5">
          <h2 className="text-xl">{t('timeline')}</h2>
          <Timeline label={t('timeline')} entries={entries} />
        </section>
        <OrderLines order={order} event={event} outcome={outcome} />
      </div>
      <OrderActions orderId={order.id} isGoing={outcome === 'going'} />
    </div>
  );
}
