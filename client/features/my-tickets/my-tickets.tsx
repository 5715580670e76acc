import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { PastOrder } from './past-order';
import type { SortedOrders } from './sort-orders';
import { UnfinishedOrder } from './unfinished-order';
import { UpcomingOrder } from './upcoming-order';

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}

/** What waits for payment, what is ahead, what is behind. */
export function MyTickets({ orders, nowMs }: { orders: SortedOrders; nowMs: number }) {
  const t = useTranslations('tickets');
  const { unfinished, upcoming, past } = orders;
  const goingOut = (
    <Button asChild variant="primary">
      <Link href={paths.search()}>{t('empty.action')}</Link>
    </Button>
  );
  return (
    <div className="grid gap-12">
      {unfinished.length > 0 && (
        <Group title={t('unfinished')}>
          <ul className="grid gap-4">
            {unfinished.map((entry) => (
              <UnfinishedOrder key={entry.order.id} {...entry} />
            ))}
          </ul>
        </Group>
      )}
      {upcoming.length > 0 && (
        <Group title={t('upcoming')}>
          {upcoming.map((entry) => (
            <UpcomingOrder key={entry.order.id} {...entry} />
          ))}
        </Group>
      )}
      {upcoming.length === 0 && unfinished.length === 0 && (
        <EmptyState title={t('empty.title')} action={goingOut}>
          {t(past.length === 0 ? 'empty.lead' : 'empty.leadAgain')}
        </EmptyState>
      )}
      {past.length > 0 && (
        <Group title={t('past')}>
          <ul className="border-t border-line">
            {past.map((entry) => (
              <PastOrder key={entry.order.id} {...entry} nowMs={nowMs} />
            ))}
          </ul>
        </Group>
      )}
    </div>
  );
}
