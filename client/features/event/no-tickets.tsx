import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';

export function NoTickets({ eventId }: { eventId: string }) {
  const t = useTranslations('event.market');
  return (
    <EmptyState
      title={t('empty')}
      action={
        <Button asChild>
          <Link href={paths.sellTickets(eventId)} prefetch={false}>
            {t('sellYours')}
          </Link>
        </Button>
      }
    >
      {t('emptyDetail')}
    </EmptyState>
  );
}
