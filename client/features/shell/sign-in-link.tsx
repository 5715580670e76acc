'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

/** Brings the reader back to where they were. */
export function SignInLink() {
  return (
    <Suspense>
      <SignInFromHere />
    </Suspense>
  );
}

function SignInFromHere() {
  const t = useTranslations('common.header');
  const pathname = usePathname();
  const query = useSearchParams();
  const isSigningIn = pathname === paths.signIn() || pathname === paths.signUp();
  const here = `${pathname}${query.size > 0 ? `?${query}` : ''}`;
  return (
    <Button asChild variant="secondary" className="px-3 sm:px-4">
      <Link
        href={paths.signIn(isSigningIn ? (query.get('returnTo') ?? undefined) : here)}
        prefetch={false}
      >
        {t('signIn')}
      </Link>
    </Button>
  );
}
