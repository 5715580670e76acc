'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { problemKey } from '@/lib/api/problem-words';
import { cancelEvent } from '@/lib/api/seller.browser';
import type { MarqueeEvent } from '@/lib/api/types';

const codes = ['event_started', 'unreachable', 'try_again'] as const;

/** Calls an Event off after asking once. */
export function CancelEventButton({ event }: { event: MarqueeEvent }) {
  const t = useTranslations('seller.cancelEvent');
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<(typeof codes)[number] | 'unexpected' | null>(null);
  const cancel = async () => {
    setPending(true);
    try {
      await cancelEvent(event.id);
      setOpen(false);
      router.refresh();
    } catch (error) {
      setRefusal(problemKey(error, codes));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button variant="dangerQuiet" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open);
          setRefusal(null);
        }}
        title={t('title', { title: event.title })}
        description={t('detail')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button variant="danger" pending={isPending} onClick={() => void cancel()}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        {refusal !== null && (
          <Notice announce kind="warning" title={t(`refusals.${refusal}.title`)} code={refusal}>
            {t(`refusals.${refusal}.detail`)}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
