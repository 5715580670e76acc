import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { ShowMore } from '@/components/ui/show-more';
import { MyTickets } from '@/features/my-tickets/my-tickets';
import { ordersUpTo } from '@/features/my-tickets/orders-up-to';
import { sortOrders } from '@/features/my-tickets/sort-orders';
import { withEvents } from '@/features/my-tickets/with-events';
import { requireUser } from '@/lib/api/require-user';
import { clock } from '@/lib/clock';
import { pagesShown } from '@/lib/pages-shown';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tickets');
  return { title: t('title'), robots: { index: false } };
}

interface TicketsPageProps {
  searchParams: Promise<{ pages?: string | string[] }>;
}

export default async function TicketsPage({ searchParams }: TicketsPageProps) {
  await requireUser(paths.myTickets());
  const t = await getTranslations('tickets');
  const pages = pagesShown((await searchParams).pages);
  const { orders, hasMore } = await ordersUpTo(pages);
  const nowMs = clock.nowMs();
  const sorted = sortOrders(await withEvents(orders), nowMs);
  return (
    <div className="page-frame pb-16">
      <PageHeader title={t('title')} />
      <MyTickets orders={sorted} nowMs={nowMs} />
      {hasMore && (
        <ShowMore href={`${paths.myTickets()}?pages=${pages + 1}`} label={t('showMore')} />
      )}
      {!hasMore && orders.length > 5 && <p className="pt-8 text-center text-muted">{t('end')}</p>}
    </div>
  );
}
