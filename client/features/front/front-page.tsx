import { useTranslations } from 'next-intl';
import { SearchForm } from '@/components/events/search-form';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { CategoryLinks } from './category-links';
import type { FrontEvents } from './front-events';
import { FrontSection } from './front-section';
import { PosterStrip } from './poster-strip';
import { SellInvitation } from './sell-invitation';

export function FrontPage(props: FrontEvents) {
  const { upcoming, weekend, weekendDays, fewLeft, justListed } = props;
  const t = useTranslations('front');
  return (
    <>
      <div className="page-frame grid gap-6 pt-8 sm:gap-8 sm:pt-16">
        <h1 className="text-3xl font-extrabold">{t('title')}</h1>
        <SearchForm />
        <CategoryLinks />
      </div>
      {upcoming.length > 0 && <PosterStrip events={upcoming.slice(0, 12)} />}
      <div className="page-frame grid gap-16 pt-12 sm:gap-20 sm:pt-16">
        {upcoming.length === 0 && <EmptyState title={t('empty')}>{t('emptyDetail')}</EmptyState>}
        <FrontSection
          title={t('weekend')}
          events={weekend.slice(0, 5)}
          href={paths.search(weekendDays)}
        />
        <FrontSection title={t('fewLeft')} note={t('fewLeftNote')} events={fewLeft} />
        <FrontSection
          title={t('justListed')}
          events={justListed.slice(0, 10)}
          href={paths.search({ sort: 'newest' })}
        />
        <SellInvitation />
      </div>
    </>
  );
}
