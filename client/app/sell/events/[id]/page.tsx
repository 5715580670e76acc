import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TermsProvider } from '@/components/money/terms';
import { PageHeader } from '@/components/ui/page-header';
import { SellWizard } from '@/features/sell/sell-wizard';
import { getEvent } from '@/lib/api/catalogue';
import { orNotFound } from '@/lib/api/or-not-found';
import { findPaymentTerms } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { paths } from '@/lib/paths';

interface SellTicketsPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: SellTicketsPageProps): Promise<Metadata> {
  const t = await getTranslations('sell');
  const { title } = await orNotFound(getEvent((await params).id));
  return { title: t('titleFor', { title }), robots: { index: false } };
}

export default async function SellTicketsPage({ params }: SellTicketsPageProps) {
  const { id } = await params;
  const user = await requireUser(paths.sellTickets(id));
  const t = await getTranslations('sell');
  const event = await orNotFound(getEvent(id));
  return (
    <div className="page-frame pb-20">
      <PageHeader title={t('titleFor', { title: event.title })} lead={t('leadFor')} />
      <TermsProvider initial={await findPaymentTerms()}>
        <SellWizard userId={user.id} event={event} suggestions={[]} />
      </TermsProvider>
    </div>
  );
}
