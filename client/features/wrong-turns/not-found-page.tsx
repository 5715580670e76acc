import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

export function NotFoundPage() {
  const t = useTranslations('errors.notFound');
  return (
    <div className="page-frame grid gap-6 py-16 sm:py-28">
      <p aria-hidden="true" className="figures font-display text-3xl font-extrabold text-live">
        404
      </p>
      <h1 className="max-w-3xl text-2xl">{t('title')}</h1>
      <p className="max-w-prose text-lg text-muted">{t('lead')}</p>
      <div className="flex flex-wrap gap-3">
        <Button asChild variant="primary">
          <Link href={paths.search()}>{t('search')}</Link>
        </Button>
        <Button asChild>
          <Link href={paths.myTickets()} prefetch={false}>
            {t('tickets')}
          </Link>
        </Button>
      </div>
    </div>
  );
}
