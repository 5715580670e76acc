import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Statement } from '@/features/statement/statement';
import { StatementSkeleton } from '@/features/statement/statement-skeleton';
import { currencyShown } from '@/features/statement/statement-up-to';
import { requireUser } from '@/lib/api/require-user';
import { pagesShown } from '@/lib/pages-shown';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('statement');
  return { title: t('title'), robots: { index: false } };
}

interface StatementPageProps {
  searchParams: Promise<{ currency?: string | string[]; pages?: string | string[] }>;
}

export default async function StatementPage({ searchParams }: StatementPageProps) {
  await requireUser(paths.statement());
  const t = await getTranslations('statement');
  const query = await searchParams;
  return (
    <div className="page-frame pb-20">
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <Button asChild>
            <Link href={paths.sellerView()}>{t('toSeller')}</Link>
          </Button>
        }
      />
      <Suspense fallback={<StatementSkeleton />}>
        <Statement pages={pagesShown(query.pages)} currency={currencyShown(query.currency)} />
      </Suspense>
    </div>
  );
}
