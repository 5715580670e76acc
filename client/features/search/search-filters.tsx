import { X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import { formattingLocale } from '@/i18n/formatting-locale';
import { categories } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { pageSize, type SearchQuery, searchToParams } from './search-query';

/** Categories to choose from, and what else narrows the list, each removable. All of them are links. */
export function SearchFilters({ query }: { query: SearchQuery }) {
  const t = useTranslations('search.filters');
  const common = useTranslations('common');
  const locale = formattingLocale(useLocale());
  const dayText = (day: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(day),
    );
  const withFilter = (change: Partial<SearchQuery>) =>
    paths.search(searchToParams({ ...query, shown: pageSize, ...change }));
  const removable = [
    query.city && { label: query.city, href: withFilter({ city: '' }) },
    query.from && {
      label: t('from', { day: dayText(query.from) }),
      href: withFilter({ from: '' }),
    },
    query.to && { label: t('to', { day: dayText(query.to) }), href: withFilter({ to: '' }) },
  ].filter((filter) => filter !== '');
  return (
    <div className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 pt-5 sm:mx-0 sm:flex-wrap sm:px-0">
      <Chip asChild selected={query.category === null}>
        <Link href={withFilter({ category: null })} aria-current={query.category === null}>
          {t('all')}
        </Link>
      </Chip>
      {categories.map((category) => (
        <Chip key={category} asChild selected={query.category === category}>
          <Link href={withFilter({ category })} aria-current={query.category === category}>
            {common(`categories.${category}`)}
          </Link>
        </Chip>
      ))}
      {removable.map(({ label, href }) => (
        <Chip key={label} asChild className="border-edge">
          <Link href={href} aria-label={t('remove', { label })}>
            {label}
            <X aria-hidden="true" className="size-4" />
          </Link>
        </Chip>
      ))}
    </div>
  );
}
