import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { NeedsScript } from '@/components/ui/needs-script';
import { getCurrentUser } from '@/lib/api/session';
import { safeReturnTo } from '@/lib/paths';
import { AccountForm, type AccountFormProps } from './account-form';

interface AccountPageProps {
  mode: AccountFormProps['mode'];
  returnTo: string | string[] | undefined;
}

/** Signing in and signing up are one page with two faces; who is signed in already goes on at once. */
export async function AccountPage({ mode, returnTo }: AccountPageProps) {
  const t = await getTranslations('auth');
  const target = safeReturnTo(typeof returnTo === 'string' ? returnTo : undefined);
  if ((await getCurrentUser()) !== null) redirect(target);
  return (
    <div className="page-frame grid justify-center py-10 sm:py-16">
      <section className="grid w-full gap-8 sm:w-md">
        <header className="grid gap-3">
          <h1 className="text-2xl">{t(`${mode}.title`)}</h1>
          <p className="text-lg text-muted">{t(target === '/' ? `${mode}.lead` : 'leadReturn')}</p>
        </header>
        <NeedsScript />
        <AccountForm mode={mode} returnTo={target} />
      </section>
    </div>
  );
}
