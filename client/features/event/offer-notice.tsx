import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { Offer } from './offer';

const taken = { on_hold: 'allTaken', sold: 'allSold' } as const;

/** Why there is nothing to choose, if there is nothing. */
export function OfferNotice({ offer }: { offer: Offer }) {
  const t = useTranslations('event.market');
  switch (offer) {
    case 'open':
    case 'none_yet':
      return null;
    case 'gone':
      return <EmptyState title={t('gone')}>{t('goneDetail')}</EmptyState>;
    case 'on_hold':
    case 'sold':
      return (
        <p>
          <strong>{t(taken[offer])}.</strong>{' '}
          <span className="text-muted">{t(`${taken[offer]}Detail`)}</span>
        </p>
      );
  }
}
