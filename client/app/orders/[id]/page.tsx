import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrderView } from '@/features/order/order-view';
import { getEvent } from '@/lib/api/catalogue';
import { orNotFound } from '@/lib/api/or-not-found';
import { getOrder } from '@/lib/api/orders';
import { listPaymentsOf } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { title: t('pageTitle'), robots: { index: false } };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireUser(paths.order(id));
  const order = await orNotFound(getOrder(id));
  const [event, payments] = await Promise.all([getEvent(order.eventId), listPaymentsOf(id)]);
  return <OrderView key={id} {...{ order, event, payments }} />;
}
