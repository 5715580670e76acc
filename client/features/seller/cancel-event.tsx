'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { usePriceText } from '@/components/ui/price';
import { problemKey } from '@/lib/api/problem-words';
import { cancelEvent } from '@/lib/api/seller.browser';
import type { MarqueeEvent } from '@/lib/api/types';
import { expectNewHeading } from '@/lib/heading-focus';
import { CancelConsequences } from './cancel-consequences';
import { useSold } from './use-sold';

const codes = ['event_started', 'unreachable', 'try_again'] as const;

/** Calls an Event off, after saying what that does to everybody's money. */
export function CancelEventButton({ event }: { event: MarqueeEvent }) {
  const t = useTranslations('seller.cancelEvent');
  const router = useRouter();
  const priceText = usePriceText();
  const [isOpen, setOpen] = useState(false);
  const [isAgreed, setAgreed] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<(typeof codes)[number] | 'unexpected' | null>(null);
  const { data: sold, error } = useSold(event.id, isOpen && !isPending);
  const cancel = async () => {
    setPending(true);
    setRefusal(null);
    try {
      await cancelEvent(event.id);
      // The dialog goes with its button; the refunds' progress takes its place.
      expectNewHeading();
      router.refresh();
    } catch (failure) {
      setRefusal(problemKey(failure, codes));
      setPending(false);
    }
  };
  const sums = sold?.sums.map(priceText).join(', ') ?? '';
  return (
    <>
      <Button variant="dangerQuiet" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open);
          setAgreed(false);
          setRefusal(null);
        }}
        title={t('title', { title: event.title })}
        description={t('detail')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button
              variant="danger"
              disabled={!isAgreed}
              pending={isPending}
              onClick={() => void cancel()}
            >
              {sums === '' ? t('confirm') : t('confirmRefund', { sums })}
            </Button>
          </>
        }
      >
        <CancelConsequences
          {...{ sold, sums, isAgreed }}
          hasFailed={error !== undefined && sold === undefined}
          onAgree={setAgreed}
        />
        {refusal !== null && (
          <Notice announce kind="warning" title={t(`refusals.${refusal}.title`)} code={refusal}>
            {t(`refusals.${refusal}.detail`)}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
