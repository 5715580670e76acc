'use client';
import { useTranslations } from 'next-intl';
import { usePercentText } from '@/components/money/percent';
import { useTerms } from '@/components/money/terms';
import { Notice } from '@/components/ui/notice';
import { Price } from '@/components/ui/price';
import type { Money } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import { shareOf } from '@/lib/net';
import type { SellDraft } from './draft';
import { ticketCount } from './requests';

interface LineProps {
  label: string;
  value: Money;
  tone: 'quiet' | 'main';
}

function Line({ label, value, tone }: LineProps) {
  const isMain = tone === 'main';
  return (
    <div
      className={classNames('flex items-baseline justify-between gap-4', !isMain && 'text-muted')}
    >
      <dt className={isMain ? 'font-semibold' : ''}>{label}</dt>
      <dd>
        <Price value={value} className={isMain ? 'font-display text-xl font-bold' : ''} />
      </dd>
    </div>
  );
}

/** The fee, and what the seller will receive for one ticket and for all; nothing until there is a price. */
export function Net({ draft }: { draft: SellDraft }) {
  const t = useTranslations('sell.net');
  const percentText = usePercentText();
  const terms = useTerms();
  if (draft.amount === null) return null;
  if (terms === null) {
    return (
      <Notice kind="warning" title={t('unknown')}>
        {t('unknownDetail')}
      </Notice>
    );
  }
  const price = { amount: draft.amount, currency: draft.currency };
  const share = shareOf(price, terms);
  if (share === null) return null;
  const { fee, net } = share;
  const count = ticketCount(draft);
  return (
    <div aria-live="polite" className="grid gap-3 rounded-card bg-sunken p-5">
      <dl className="grid gap-2">
        <Line label={t('buyerPays')} value={price} tone="quiet" />
        <Line
          label={t('fee', { percent: percentText(terms.feeBasisPoints) })}
          value={{ ...fee, amount: -fee.amount }}
          tone="quiet"
        />
        <Line label={t('perTicket')} value={net} tone="main" />
        {count > 1 && (
          <Line
            label={t('all', { count })}
            value={{ ...net, amount: net.amount * count }}
            tone="quiet"
          />
        )}
      </dl>
      <p className="text-sm text-muted">{t('when', { hours: terms.payoutDelayHours })}</p>
    </div>
  );
}
