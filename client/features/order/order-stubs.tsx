'use client';
import { useTranslations } from 'next-intl';
import { OrderStub } from '@/components/orders/order-stub';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { helpCode } from '@/lib/order-outcome';

/** The tickets themselves: a stub each, with its number and its code. */
export function OrderStubs({ order, event }: { order: Order; event: MarqueeEvent }) {
  const t = useTranslations('order');
  return (
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
  );
}
