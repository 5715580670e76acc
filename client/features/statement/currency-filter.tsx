import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import type { Currency } from '@/lib/api/types';
import { paths } from '@/lib/paths';

interface CurrencyFilterProps {
  currencies: readonly Currency[];
  shown: Currency | undefined;
}

/** One currency or all of them; only for who sells in more than one. */
export function CurrencyFilter({ currencies, shown }: CurrencyFilterProps) {
  const t = useTranslations('statement.list');
  if (currencies.length < 2) return null;
  return (
    <nav aria-label={t('currency')}>
      <ul className="flex flex-wrap gap-2">
        {[undefined, ...currencies].map((currency) => (
          <li key={currency ?? 'all'}>
            <Chip asChild selected={currency === shown}>
              <Link
                href={paths.statement({ currency })}
                aria-current={currency === shown ? 'true' : undefined}
              >
                {currency ?? t('allCurrencies')}
              </Link>
            </Chip>
          </li>
        ))}
      </ul>
    </nav>
  );
}
