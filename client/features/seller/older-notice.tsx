import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { itemsMax } from '@/lib/api/list-read';
import { paths } from '@/lib/paths';

/** That a seller has more than a page can show, so that its sums are not all of it. */
export function OlderNotice() {
  const t = useTranslations('seller.older');
  return (
    <Notice
      title={t('title')}
      actions={
        <Link href={paths.statement()} prefetch={false} className="text-link font-semibold">
          {t('statement')}
        </Link>
      }
    >
      {t('detail', { count: itemsMax })}
    </Notice>
  );
}
