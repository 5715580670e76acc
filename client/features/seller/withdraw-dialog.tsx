'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePlaceText } from '@/components/orders/place';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { SellerTicket } from '@/lib/api/types';
import type { TicketActions } from './use-ticket-actions';

/** Takes a ticket off the market after asking once; while it is held, the buyer comes first. */
export function WithdrawButton({
  ticket,
  actions,
}: {
  ticket: SellerTicket;
  actions: TicketActions;
}) {
  const t = useTranslations('seller');
  const placeText = usePlaceText();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const withdraw = async () => {
    setPending(true);
    const refused = await actions.withdraw(ticket);
    setPending(false);
    setRefusal(refused);
    if (refused === null) setOpen(false);
  };
  const place = placeText(ticket);
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        onClick={() => setOpen(true)}
        aria-label={t('withdrawOf', { place })}
      >
        {t('withdraw')}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={(open) => {
          setOpen(open);
          setRefusal(null);
        }}
        title={t('withdrawTitle', { place })}
        description={t(ticket.status === 'held' ? 'withdrawHeld' : 'withdrawDetail')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('keep')}</Button>
            <Button variant="danger" pending={isPending} onClick={() => void withdraw()}>
              {t('withdraw')}
            </Button>
          </>
        }
      >
        {refusal !== null && <Notice announce kind="danger" title={refusal} />}
      </Dialog>
    </>
  );
}
