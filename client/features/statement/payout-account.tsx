'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { StatusBadge } from '@/components/ui/status-badge';
import { openPayoutAccount } from '@/lib/api/payments.browser';
import { supportCode } from '@/lib/api/problem-words';
import type { PayoutAccount as Account } from '@/lib/api/seller-money';
import { useHydrated } from '@/lib/use-hydrated';

const tones = { none: 'warning', onboarding: 'warning', ready: 'success' } as const;

/** Where payouts go: not said yet, being set up at Stripe, or ready. */
export function PayoutAccount({ account }: { account: Account }) {
  const t = useTranslations('statement.account');
  const isReady = useHydrated();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { status } = account;
  const open = async () => {
    setPending(true);
    setFailure(null);
    try {
      const { onboardingUrl } = await openPayoutAccount();
      // Set up already, in another tab perhaps: this page shows it after a reload.
      if (onboardingUrl === undefined) window.location.reload();
      else window.location.assign(onboardingUrl);
    } catch (error) {
      setFailure(supportCode(error));
      setPending(false);
    }
  };
  return (
    <section
      aria-labelledby="payout-account"
      className="grid justify-items-start gap-3 rounded-card border border-line bg-surface p-5 sm:p-8"
    >
      <StatusBadge tone={tones[status]}>{t(`${status}.badge`)}</StatusBadge>
      <h2 id="payout-account" className="text-xl">
        {t(`${status}.title`)}
      </h2>
      <p className="max-w-prose text-muted">{t(`${status}.detail`)}</p>
      {failure !== null && (
        <Notice announce kind="danger" title={t('failed')} code={failure}>
          {t('failedDetail')}
        </Notice>
      )}
      <Button
        variant={status === 'ready' ? 'secondary' : 'primary'}
        disabled={!isReady}
        pending={isPending}
        onClick={() => void open()}
      >
        {t(`${status}.action`)}
      </Button>
    </section>
  );
}
