import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** What an all-in price includes, on demand. */
export function PriceIncludes() {
  const t = useTranslations('common.price');
  return (
    <details className="group text-sm">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 text-muted text-link">
        {t('includes')}
        <ChevronDown
          aria-hidden="true"
          className="size-4 transition-transform duration-150 group-open:rotate-180"
        />
      </summary>
      <p className="max-w-prose pt-1 text-muted">{t('includesDetail')}</p>
    </details>
  );
}
