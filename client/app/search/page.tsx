import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { findEvents } from '@/features/search/find-events';
import { SearchPage } from '@/features/search/search-page';
import { parseSearch, toEventQuery } from '@/features/search/search-query';
import { clock } from '@/lib/clock';
import { paths } from '@/lib/paths';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('search');
  const { q } = parseSearch(await searchParams);
  return {
    title: q === '' ? t('title') : t('titleFor', { q }),
    description: t('description'),
    alternates: { canonical: paths.search() },
  };
}

export default async function Page({ searchParams }: Props) {
  const query = parseSearch(await searchParams);
  const found = await findEvents(toEventQuery(query, clock.nowMs()), query.shown);
  return <SearchPage query={query} found={found} />;
}
