import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { TermsProvider } from '@/components/money/terms';
import { Button } from '@/components/ui/button';
import { sellerData } from '@/features/seller/seller-data';
import { SellerPageFrame, sellerMetadata } from '@/features/seller/seller-page';
import { SellerSkeleton } from '@/features/seller/seller-skeleton';
import { SellerView } from '@/features/seller/seller-view';
import { findPaymentTerms } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { paths } from '@/lib/paths';

export const generateMetadata = () => sellerMetadata('seller');

interface SellerPageProps {
  searchParams: Promise<{ event?: string | string[] }>;
}

interface SellerProps {
  userId: string;
  listedEventId: string | null;
}

async function Seller({ userId, listedEventId }: SellerProps) {
  const [data, terms] = await Promise.all([sellerData(), findPaymentTerms()]);
  return (
    <TermsProvider initial={terms}>
      <SellerView userId={userId} {...data} listedEventId={listedEventId} />
    </TermsProvider>
  );
}

export default async function SellerPage({ searchParams }: SellerPageProps) {
  const user = await requireUser(paths.sellerView());
  const t = await getTranslations('seller');
  const { event: listed } = await searchParams;
  return (
    <SellerPageFrame
      topic="seller"
      actions={
        <>
          <Button asChild>
            <Link href={paths.statement()} prefetch={false}>
              {t('statement')}
            </Link>
          </Button>
          <Button asChild variant="primary">
            <Link href={paths.sell()}>{t('sell')}</Link>
          </Button>
        </>
      }
    >
      <Suspense fallback={<SellerSkeleton />}>
        <Seller userId={user.id} listedEventId={typeof listed === 'string' ? listed : null} />
      </Suspense>
    </SellerPageFrame>
  );
}
