'use client';
import { useTranslations } from 'next-intl';
import { Price } from '@/components/ui/price';
import { netOf } from '@/lib/net';
import type { SellDraft } from './draft';
import { ticketCount } from './requests';

/** What the seller will receive, for one ticket and for all of them; nothing until there is a price. */
export function Net({ draft }: { draft: SellDraft }) {
  const t = useTranslations('sell.net');
  if (draft.amount === null) return null;
  const one = netOf({ amount: draft.amount, currency: draft.currency });
  const count = ticketCount(draft);
  return (
    <dl aria-live="polite" className="grid gap-2 rounded-card bg-sunken p-5">
      <div className="flex items-baseline justify-between gap-4">
        <dt className="font-semibold">{t('perTicket')}</dt>
        <dd>
          <Price value={one} className="font-display text-xl font-bold" />
        </dd>
      </div>
      {count > 1 && (
        <div className="flex items-baseline justify-between gap-4 text-muted">
          <dt>{t('all', { count })}</dt>
          <dd>
            <Price value={{ ...one, amount: one.amount * count }} />
          </dd>
        </div>
      )}
      <p className="text-sm text-muted">{t('noFees')}</p>
    </dl>
  );
}
