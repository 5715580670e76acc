import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Receipt } from '@/features/receipt/receipt';
import { getEvent } from '@/lib/api/catalogue';
import { orNotFound } from '@/lib/api/or-not-found';
import { getOrder } from '@/lib/api/orders';
import { listPaymentsOf } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order.receiptPage');
  return { title: t('pageTitle'), robots: { index: false } };
}

export default async function ReceiptPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const buyer = await requireUser(paths.receipt(id));
  const order = await orNotFound(getOrder(id));
  // Nothing was paid: the order's page says what happened instead.
  if (order.status !== 'complete' && order.status !== 'refunded') redirect(paths.order(id));
  const [event, payments] = await Promise.all([getEvent(order.eventId), listPaymentsOf(id)]);
  const paidAt = payments.find((payment) => payment.id === order.paymentId)?.capturedAt ?? null;
  return (
    <Receipt
      {...{ order, event, buyer, paidAt }}
      isTestMode={!config.stripePublishableKey?.startsWith('pk_live_')}
    />
  );
}
