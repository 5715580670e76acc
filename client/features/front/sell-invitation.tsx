import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

export function SellInvitation() {
  const t = useTranslations('front.sell');
  return (
    <section className="grid gap-6 rounded-card bg-ink p-6 text-paper sm:grid-cols-[1fr_auto] sm:items-center sm:p-10">
      <div className="grid gap-2">
        <h2 className="text-2xl">{t('title')}</h2>
        <p className="max-w-prose text-lg">{t('detail')}</p>
      </div>
      <Button asChild variant="secondary" size="large" className="justify-self-start">
        <Link href={paths.sell()} prefetch={false}>
          {t('action')}
        </Link>
      </Button>
    </section>
  );
}
