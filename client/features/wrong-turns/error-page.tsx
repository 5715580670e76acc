'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

interface ErrorPageProps {
  code: string | undefined;
  onRetry: () => void;
}

/** What happened, that money is safe, what to do now, and a code for support. */
export function ErrorPage({ code, onRetry }: ErrorPageProps) {
  const t = useTranslations('errors.failed');
  const common = useTranslations('common');
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      onRetry();
    });
  return (
    <div className="page-frame grid gap-6 py-16 sm:py-28">
      <h1 className="max-w-3xl text-2xl">{t('title')}</h1>
      <p className="max-w-prose text-lg text-muted">{t('lead')}</p>
      <p className="max-w-prose text-muted">{t('orders')}</p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={again}>
          {t('again')}
        </Button>
        <Button asChild>
          <Link href={paths.front()}>{t('front')}</Link>
        </Button>
      </div>
      {code && <p className="figures text-sm text-muted">{common('supportCode', { code })}</p>}
    </div>
  );
}
