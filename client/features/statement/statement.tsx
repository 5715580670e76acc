import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { ShowMore } from '@/components/ui/show-more';
import type { Currency } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { Balances } from './balances';
import { CurrencyFilter } from './currency-filter';
import { PayoutAccount } from './payout-account';
import { statementData } from './statement-data';
import { StatementTable } from './statement-table';

interface StatementProps {
  pages: number;
  currency: Currency | undefined;
}

/** The seller's money: balances, where payouts go, and every line that made them. */
export async function Statement({ pages, currency }: StatementProps) {
  const t = await getTranslations('statement');
  const data = await statementData(pages, currency);
  if (data === null) {
    return (
      <Notice
        kind="warning"
        title={t('failed')}
        actions={
          <Button asChild size="small">
            <a href={paths.statement({ currency, pages })}>{t('again')}</a>
          </Button>
        }
      >
        {t('failedDetail')}
      </Notice>
    );
  }
  const { balances, payoutAccount, items, hasMore, events } = data;
  return (
    <div className="grid gap-10">
      {balances.length > 0 && <Balances balances={balances} />}
      <PayoutAccount account={payoutAccount} />
      <section aria-labelledby="statement" className="grid gap-5">
        <h2 id="statement" className="text-xl">
          {t('list.title')}
        </h2>
        <CurrencyFilter currencies={balances.map((line) => line.currency)} shown={currency} />
        {items.length === 0 ? (
          <EmptyState
            title={t('empty.title')}
            action={
              <Button asChild>
                <Link href={paths.sellerView()}>{t('empty.action')}</Link>
              </Button>
            }
          >
            {t('empty.lead')}
          </EmptyState>
        ) : (
          <StatementTable items={items} events={events} />
        )}
        {hasMore && (
          <ShowMore href={paths.statement({ currency, pages: pages + 1 })} label={t('list.more')} />
        )}
        {!hasMore && items.length > 5 && <p className="text-center text-muted">{t('list.end')}</p>}
      </section>
    </div>
  );
}
