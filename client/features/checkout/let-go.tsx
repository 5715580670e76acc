'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { cancelOrder } from '@/lib/api/orders.browser';
import { isApiProblem } from '@/lib/api/problem';
import { supportCode } from '@/lib/api/problem-words';
import type { MarqueeEvent, Order } from '@/lib/api/types';

interface LetGoProps {
  order: Order;
  event: MarqueeEvent;
  onLetGo: (order: Order) => void;
}

/** Gives the seats back before they are paid, after asking once. */
export function LetGo({ order, event, onLetGo }: LetGoProps) {
  const t = useTranslations('checkout.letGo');
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [code, setCode] = useState<string | null>(null);

  const letGo = async () => {
    setPending(true);
    setCode(null);
    try {
      onLetGo(await cancelOrder(order.id));
      setOpen(false);
    } catch (error) {
      // Already past cancelling: the page that follows the order shows what it became.
      if (isApiProblem(error, 'order_not_cancellable')) setOpen(false);
      else setCode(supportCode(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <>
      <Button variant="quiet" className="justify-self-start -ml-4" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t('title', { count: order.items.length })}
        description={t('detail', { title: event.title })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button variant="danger" pending={isPending} onClick={() => void letGo()}>
              {t('confirm')}
            </Button>
          </>
        }
      >
        {code !== null && (
          <Notice announce kind="danger" title={t('failed')} code={code}>
            {t('failedDetail')}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
