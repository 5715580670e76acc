import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/ui/page-header';
import { EditEventForm } from '@/features/sell/edit-event-form';
import { getEvent } from '@/lib/api/catalogue';
import { orNotFound } from '@/lib/api/or-not-found';
import { requireUser } from '@/lib/api/require-user';
import { paths } from '@/lib/paths';

interface EditEventPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('seller');
  return { title: t('edit'), robots: { index: false } };
}

export default async function EditEventPage({ params }: EditEventPageProps) {
  const { id } = await params;
  const user = await requireUser(paths.editEvent(id));
  const event = await orNotFound(getEvent(id));
  if (event.organiserId !== user.id) notFound();
  const t = await getTranslations('sell.edit');
  return (
    <div className="page-frame pb-20">
      <PageHeader title={t('title', { title: event.title })} />
      <EditEventForm event={event} />
    </div>
  );
}
