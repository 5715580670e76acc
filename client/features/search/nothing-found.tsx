import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { type SearchQuery, searchToParams } from './search-query';

/** What the reader most likely finds too narrow: only what was asked for is named. */
function askedFor({ q, from, to }: SearchQuery): 'days' | 'words' | 'other' {
  if (from !== '' || to !== '') return 'days';
  return q === '' ? 'other' : 'words';
}

/** No result: the words are kept and what narrowed them is let go, when there was something. */
export function NothingFound({ query }: { query: SearchQuery }) {
  const t = useTranslations('search.empty');
  const isNarrowed =
    query.city !== '' || query.from !== '' || query.to !== '' || query.category !== null;
  const wider = { ...query, city: '', from: '', to: '', category: null };
  const asked = askedFor(query);
  return (
    <EmptyState
      title={t(`title.${asked}`, { q: query.q })}
      action={
        <Button asChild variant="primary">
          <Link href={isNarrowed && query.q ? paths.search(searchToParams(wider)) : paths.search()}>
            {isNarrowed && query.q ? t('widen', { q: query.q }) : t('all')}
          </Link>
        </Button>
      }
    >
      {t(`detail.${asked}`)}
    </EmptyState>
  );
}
