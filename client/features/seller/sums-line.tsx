import { useTranslations } from 'next-intl';
import { useTerms } from '@/components/money/terms';
import { Price } from '@/components/ui/price';
import type { Money, SellerTicket } from '@/lib/api/types';
import { countTickets, netOfSold, sumByCurrency } from './sums';

function Figure({ label, count, sums }: { label: string; count: number; sums: readonly Money[] }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="figures font-display text-xl font-bold">{count}</dd>
      {sums
        .filter(({ amount }) => amount > 0)
        .map((sum) => (
          <dd key={sum.currency} className="text-sm">
            <Price value={sum} />
          </dd>
        ))}
    </div>
  );
}

interface SumsLineProps {
  tickets: readonly SellerTicket[];
  /** Then nothing of what was sold reaches the seller. */
  isCancelled: boolean;
}

/** On sale, held, sold: how many, what they come to in each currency, and what the seller receives. */
export function SumsLine({ tickets, isCancelled }: SumsLineProps) {
  const t = useTranslations('seller.sums');
  const terms = useTerms();
  const counts = countTickets(tickets);
  const sums = sumByCurrency(tickets);
  const nets = terms === null || isCancelled ? [] : netOfSold(tickets, terms);
  const buckets = ['onSale', 'held', 'sold'] as const;
  return (
    <dl className="grid grid-cols-3 gap-4 sm:flex sm:gap-12">
      {buckets.map((bucket) => (
        <Figure
          key={bucket}
          label={t(bucket)}
          count={counts[bucket]}
          sums={sums.map((line) => line[bucket])}
        />
      ))}
      {nets.length > 0 && (
        <div className="col-span-3 grid content-start gap-0.5">
          <dt className="text-sm text-muted">{t('net')}</dt>
          {nets.map((net) => (
            <dd key={net.currency}>
              <Price value={net} className="font-display text-xl font-bold" />
            </dd>
          ))}
          <dd className="text-sm text-muted">{t('netDetail')}</dd>
        </div>
      )}
    </dl>
  );
}
