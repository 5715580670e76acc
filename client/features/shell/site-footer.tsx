import { cookies } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { categories } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { Preferences } from './preferences';
import { parseTheme, themeCookie } from './theme';
import { Wordmark } from './wordmark';

export async function SiteFooter() {
  const t = await getTranslations('common');
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <footer className="no-print mt-24 border-t border-line bg-sunken">
      <div className="page-frame grid gap-10 py-12 sm:grid-cols-2 lg:grid-cols-[3fr_2fr_2fr_5fr]">
        <div className="grid content-start gap-4">
          <Wordmark name={t('name')} />
          <p className="max-w-xs text-muted">{t('footer.promise')}</p>
        </div>
        <Column title={t('footer.explore')}>
          <FooterLink href={paths.search()}>{t('footer.allEvents')}</FooterLink>
          {categories.slice(0, 6).map((category) => (
            <FooterLink key={category} href={paths.search({ category })}>
              {t(`categories.${category}`)}
            </FooterLink>
          ))}
        </Column>
        <Column title={t('footer.yours')}>
          <FooterLink href={paths.myTickets()}>{t('header.myTickets')}</FooterLink>
          <FooterLink href={paths.sell()}>{t('header.sell')}</FooterLink>
          <FooterLink href={paths.sellerView()}>{t('header.sellerView')}</FooterLink>
        </Column>
        <Preferences initialTheme={theme} />
      </div>
    </footer>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <nav aria-label={title} className="grid content-start gap-1">
      <p className="pb-1 text-sm font-semibold text-muted">{title}</p>
      {children}
    </nav>
  );
}

function FooterLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="inline-flex min-h-8 items-center hover:underline">
      {children}
    </Link>
  );
}
