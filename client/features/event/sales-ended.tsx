import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

export function SalesEnded() {
  const t = useTranslations('event.market');
  return <Notice title={t('salesEnded')}>{t('salesEndedDetail')}</Notice>;
}
