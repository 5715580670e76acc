import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TermsProvider } from '@/components/money/terms';
import { PageHeader } from '@/components/ui/page-header';
import { SellWizard } from '@/features/sell/sell-wizard';
import { suggestedEvents } from '@/features/sell/suggested-events';
import { findPaymentTerms } from '@/lib/api/payments';
import { requireUser } from '@/lib/api/require-user';
import { paths } from '@/lib/paths';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sell');
  return { title: t('pageTitle'), description: t('lead') };
}

export default async function SellPage() {
  const user = await requireUser(paths.sell());
  const t = await getTranslations('sell');
  return (
    <div className="page-frame pb-20">
      <PageHeader title={t('title')} lead={t('lead')} />
      <TermsProvider initial={await findPaymentTerms()}>
        <SellWizard userId={user.id} event={null} suggestions={await suggestedEvents(user.id)} />
      </TermsProvider>
    </div>
  );
}
