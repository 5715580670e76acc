import { Search, Ticket } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/components/ui/button';
import { getCurrentUser } from '@/lib/api/session';
import { paths } from '@/lib/paths';
import { AccountMenu } from './account-menu';
import { HeaderSearch } from './header-search';
import { SignInLink } from './sign-in-link';
import { Wordmark } from './wordmark';

export async function SiteHeader() {
  const t = await getTranslations('common');
  const currentUser = await getCurrentUser();
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-paper">
      <div className="page-frame flex h-16 items-center gap-2 sm:gap-4">
        <Link href={paths.front()} className="mr-auto inline-flex min-h-11 items-center md:mr-4">
          <Wordmark name={t('name')} />
        </Link>
        <HeaderSearch />
        <nav aria-label={t('header.main')} className="flex items-center sm:gap-1 md:ml-auto">
          <Button asChild variant="quiet" className="px-2.5 md:hidden">
            <Link href={paths.search()} aria-label={t('header.search')}>
              <Search aria-hidden="true" className="size-5" />
            </Link>
          </Button>
          <Button asChild variant="quiet" className="px-2.5 sm:px-4">
            <Link href={paths.myTickets()} prefetch={false} aria-label={t('header.myTickets')}>
              <Ticket aria-hidden="true" className="size-5 sm:hidden" />
              <span className="max-sm:hidden">{t('header.myTickets')}</span>
            </Link>
          </Button>
          <Button asChild variant="quiet" className="max-sm:hidden">
            <Link href={paths.sell()} prefetch={false}>
              {t('header.sell')}
            </Link>
          </Button>
          {currentUser === null ? (
            <SignInLink />
          ) : (
            <AccountMenu name={currentUser.name ?? currentUser.email} />
          )}
        </nav>
      </div>
    </header>
  );
}
