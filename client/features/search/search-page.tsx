import { useTranslations } from 'next-intl';
import { EventWall } from '@/components/events/event-wall';
import { SearchForm } from '@/components/events/search-form';
import { ShowMore } from '@/components/ui/show-more';
import { paths } from '@/lib/paths';
import type { Found } from './find-events';
import { NothingFound } from './nothing-found';
import { SearchFilters } from './search-filters';
import { pageSize, type SearchQuery, searchToParams } from './search-query';
import { SortLinks } from './sort-links';

export function SearchPage({ query, found }: { query: SearchQuery; found: Found }) {
  const t = useTranslations('search');
  const { events, hasMore } = found;
  const more = { ...query, shown: query.shown + pageSize };
  return (
    <div className="page-frame">
      <h1 className="pt-8 pb-6 text-2xl sm:pt-12">
        {query.q === '' ? t('title') : t('titleFor', { q: query.q })}
      </h1>
      <SearchForm
        q={query.q}
        city={query.city}
        from={query.from}
        kept={{ category: query.category ?? undefined, to: query.to, sort: query.sort }}
      />
      <SearchFilters query={query} />
      <h2 className="sr-only">{t('results')}</h2>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 pt-6 pb-6">
        <p role="status" className="figures text-muted">
          {t(hasMore ? 'countFirst' : 'count', { count: events.length })}
        </p>
        {events.length > 1 && <SortLinks query={query} />}
      </div>
      {events.length === 0 ? (
        <NothingFound query={query} />
      ) : (
        <EventWall events={events} label={t('results')} />
      )}
      {hasMore && <ShowMore href={paths.search(searchToParams(more))} label={t('more')} />}
      {!hasMore && events.length > pageSize && (
        <p className="pt-8 text-center text-muted">{t('end')}</p>
      )}
    </div>
  );
}
