import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { type SearchQuery, searchToParams } from './search-query';

/** No result: the words are kept and what narrowed them is let go, when there was something. */
export function NothingFound({ query }: { query: SearchQuery }) {
  const t = useTranslations('search.empty');
  const isNarrowed =
    query.city !== '' || query.from !== '' || query.to !== '' || query.category !== null;
  const wider = { ...query, city: '', from: '', to: '', category: null };
  return (
    <EmptyState
      title={t('title')}
      action={
        <Button asChild variant="primary">
          <Link href={isNarrowed && query.q ? paths.search(searchToParams(wider)) : paths.search()}>
            {isNarrowed && query.q ? t('widen', { q: query.q }) : t('all')}
          </Link>
        </Button>
      }
    >
      {t('detail')}
    </EmptyState>
  );
}
