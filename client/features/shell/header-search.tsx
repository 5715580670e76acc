'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/paths';

/** A plain form to the search page; the front and search pages have a larger one of their own. */
export function HeaderSearch() {
  const t = useTranslations('common.header');
  const pathname = usePathname();
  if (pathname === paths.front() || pathname === paths.search()) return null;
  return (
    <Form action={paths.search()} role="search" className="relative w-full max-w-sm max-md:hidden">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name="q"
        aria-label={t('search')}
        placeholder={t('searchPlaceholder')}
        className="min-h-10 w-full rounded-full border border-edge bg-surface pr-4 pl-9 placeholder:text-muted"
      />
    </Form>
  );
}
