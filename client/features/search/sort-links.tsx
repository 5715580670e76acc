import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '@/lib/class-names';
import { paths } from '@/lib/paths';
import { pageSize, type SearchQuery, searchToParams } from './search-query';

const sorts = ['startsAt', 'newest', 'price'] as const;

/** The order of the list, as links: it is part of the address. */
export function SortLinks({ query }: { query: SearchQuery }) {
  const t = useTranslations('search.sort');
  return (
    <nav aria-label={t('label')} className="flex items-center gap-4 text-sm">
      {sorts.map((sort) => (
        <Link
          key={sort}
          href={paths.search(searchToParams({ ...query, sort, shown: pageSize }))}
          aria-current={query.sort === sort || undefined}
          className={classNames(
            'inline-flex min-h-8 items-center',
            query.sort === sort
              ? 'font-semibold underline underline-offset-4'
              : 'text-muted text-link',
          )}
        >
          {t(sort)}
        </Link>
      ))}
    </nav>
  );
}
