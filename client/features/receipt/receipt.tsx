import { useTranslations } from 'next-intl';
import { useEventTimeText } from '@/components/orders/event-time';
import { useInstantText } from '@/components/orders/instant-text';
import { usePlaceText } from '@/components/orders/place';
import { DataTable } from '@/components/ui/data-table';
import { Price } from '@/components/ui/price';
import type { CurrentUser, MarqueeEvent, Order } from '@/lib/api/types';
import { helpCode } from '@/lib/order-outcome';
import { ReceiptActions } from './receipt-actions';
import { ReceiptFacts } from './receipt-facts';
import { ReceiptSums } from './receipt-sums';

interface ReceiptProps {
  order: Order;
  event: MarqueeEvent;
  buyer: CurrentUser;
  /** When the money was taken, where that is known. */
  paidAt: string | null;
  isTestMode: boolean;
}

/** One page for a file or an expense claim: who bought what, for how much, and what went back. */
export function Receipt({ order, event, buyer, paidAt, isTestMode }: ReceiptProps) {
  const t = useTranslations('order.receiptPage');
  const common = useTranslations('common');
  const timeText = useEventTimeText();
  const placeText = usePlaceText();
  const instantText = useInstantText(event.venue);
  const facts = [
    { label: t('number'), value: `${helpCode(order.id)} (${order.id})` },
    { label: t('placed'), value: instantText(order.placedAt) },
    ...(paidAt === null ? [] : [{ label: t('paid'), value: instantText(paidAt) }]),
    { label: t('buyer'), value: [buyer.name, buyer.email].filter(Boolean).join(', ') },
    { label: t('method'), value: t(isTestMode ? 'testCard' : 'card') },
    {
      label: t('event'),
      value: `${event.title}, ${timeText(event)}, ${event.venue.name}`,
    },
  ];
  return (
    <article className="page-frame grid max-w-3xl gap-8 py-10 sm:py-16 print:py-0">
      <header className="grid gap-2">
        <p className="text-sm font-semibold text-muted">{t('seller', { name: common('name') })}</p>
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="text-lg text-muted">{t('lead', { title: event.title })}</p>
      </header>
      <ReceiptFacts label={t('order')} facts={facts} />
      <div className="grid gap-4">
        <DataTable
          isFlush
          caption={t('places')}
          rows={order.items}
          rowKey={({ ticketId }) => ticketId}
          columns={[
            { key: 'place', heading: t('place'), cell: placeText },
            {
              key: 'price',
              heading: t('price'),
              numeric: true,
              cell: ({ price }) => <Price value={price} />,
            },
          ]}
        />
        <ReceiptSums order={order} dateText={instantText} />
        <p className="text-sm text-muted">{t('allIn')}</p>
      </div>
      <ReceiptActions orderId={order.id} />
    </article>
  );
}
