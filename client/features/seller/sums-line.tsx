import { useTranslations } from 'next-intl';
import { Price } from '@/components/ui/price';
import type { Money, SellerTicket } from '@/lib/api/types';
import { countTickets, sumByCurrency } from './sums';

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

/** On sale, held, sold: how many, and what they come to in each currency. */
export function SumsLine({ tickets }: { tickets: readonly SellerTicket[] }) {
  const t = useTranslations('seller.sums');
  const counts = countTickets(tickets);
  const sums = sumByCurrency(tickets);
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
    </dl>
  );
}
