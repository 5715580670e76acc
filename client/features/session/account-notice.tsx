'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/lib/paths';
import type { AuthProblem } from './auth-problem';

/** Why signing in or up did not work, and what to do now. */
export function AccountNotice({
  problem,
  returnTo,
}: {
  problem: AuthProblem | null;
  returnTo: string;
}) {
  const t = useTranslations('auth.problems');
  if (problem?.key == null) return null;
  const { key, retryAfterSeconds: seconds } = problem;
  return (
    <Notice
      announce
      kind={key === 'rate_limited' ? 'warning' : 'danger'}
      title={t(`${key}.title`)}
      code={key === 'unexpected' ? key : undefined}
      actions={
        key === 'email_taken' && (
          <Button asChild size="small">
            <Link href={paths.signIn(returnTo)}>{t('email_taken.action')}</Link>
          </Button>
        )
      }
    >
      {t(`${key}.detail`, { minutes: Math.ceil(seconds / 60), seconds })}
    </Notice>
  );
}
