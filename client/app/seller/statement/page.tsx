import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { SellerPageFrame, sellerMetadata } from '@/features/seller/seller-page';
import { Statement } from '@/features/statement/statement';
import { StatementSkeleton } from '@/features/statement/statement-skeleton';
import { currencyShown } from '@/features/statement/statement-up-to';
import { requireUser } from '@/lib/api/require-user';
import { pagesShown } from '@/lib/pages-shown';
import { paths } from '@/lib/paths';

export const generateMetadata = () => sellerMetadata('statement');

interface StatementPageProps {
  searchParams: Promise<{ currency?: string | string[]; pages?: string | string[] }>;
}

export default async function StatementPage({ searchParams }: StatementPageProps) {
  await requireUser(paths.statement());
  const t = await getTranslations('statement');
  const query = await searchParams;
  return (
    <SellerPageFrame
      topic="statement"
      actions={
        <Button asChild>
          <Link href={paths.sellerView()}>{t('toSeller')}</Link>
        </Button>
      }
    >
      <Suspense fallback={<StatementSkeleton />}>
        <Statement pages={pagesShown(query.pages)} currency={currencyShown(query.currency)} />
      </Suspense>
    </SellerPageFrame>
  );
}
