import { useTranslations } from 'next-intl';
import { Price } from '@/components/ui/price';
import type { Balance } from '@/lib/api/seller-money';

const parts = ['upcoming', 'due', 'paid'] as const;

/** What is to come, what is paid out next, what was paid: in each currency. */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  const t = useTranslations('statement.balance');
  return (
    <section aria-label={t('title')} className="grid gap-4">
      {balances.map((balance) => (
        <dl
          key={balance.currency}
          aria-label={balance.currency}
          className="grid gap-6 rounded-card border border-line bg-surface p-5 shadow-raised sm:grid-cols-3 sm:p-8"
        >
          {parts.map((part) => (
            <div key={part} className="grid content-start gap-1">
              <dt className="text-sm font-semibold text-muted">{t(`${part}.label`)}</dt>
              <dd>
                <Price value={balance[part]} className="font-display text-2xl font-bold" />
              </dd>
              <dd className="text-sm text-muted">
                {t(balance[part].amount < 0 ? 'negative' : `${part}.detail`)}
              </dd>
              {part === 'due' && balance.payoutWaitsFor !== undefined && (
                <dd className="text-sm font-medium">{t(`waitsFor.${balance.payoutWaitsFor}`)}</dd>
              )}
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}
