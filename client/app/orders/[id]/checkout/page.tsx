import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Checkout } from '@/features/checkout/checkout';
import { getEvent } from '@/lib/api/catalogue';
import { orNotFound } from '@/lib/api/or-not-found';
import { getOrder } from '@/lib/api/orders';
import { listPaymentsOf } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { config } from '@/lib/config';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('pageTitle'), robots: { index: false } };
}

interface CheckoutPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ returned?: string | string[] }>;
}

export default async function CheckoutPage({ params, searchParams }: CheckoutPageProps) {
  const { id } = await params;
  await requireUser(paths.checkout(id));
  const order = await orNotFound(getOrder(id));
  // Nothing is left to pay: the order's page says what happened.
  if (order.status !== 'awaiting_payment' && order.status !== 'expired') redirect(paths.order(id));
  const [event, payments] = await Promise.all([getEvent(order.eventId), listPaymentsOf(id)]);
  const { returned } = await searchParams;
  return (
    <Checkout
      key={id}
      {...{ order, event, payments }}
      publishableKey={config.stripePublishableKey}
      hasReturned={returned !== undefined}
    />
  );
}
