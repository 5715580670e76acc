import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';

/** The messages a page of a seller takes its title and lead from. */
type Topic = 'seller' | 'statement';

export async function sellerMetadata(topic: Topic): Promise<Metadata> {
  const t = await getTranslations(topic);
  return { title: t('title'), robots: { index: false } };
}

interface SellerPageFrameProps {
  topic: Topic;
  actions: ReactNode;
  children: ReactNode;
}

/** What the pages of a seller have around their contents. */
export async function SellerPageFrame({ topic, actions, children }: SellerPageFrameProps) {
  const t = await getTranslations(topic);
  return (
    <div className="page-frame pb-20">
      <PageHeader title={t('title')} lead={t('lead')} actions={actions} />
      {children}
    </div>
  );
}
