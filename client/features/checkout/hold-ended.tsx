'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { PaymentFates } from '@/components/orders/payment-fate';
import { usePlaceText } from '@/components/orders/place';
import { usePayments } from '@/components/orders/use-payments';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Price, usePriceText } from '@/components/ui/price';
import type { MarqueeEvent, Order, Payment } from '@/lib/api/types';
import { paths } from '@/lib/paths';
import { fatesOf, tookMoney } from '@/lib/payment-fate';
import { useHoldAgain } from './use-hold-again';

interface HoldEndedProps {
  order: Order;
  event: MarqueeEvent;
  /** What was tried before the hold ended, newest first. */
  payments: readonly Payment[];
}

/** The hold ran out: what became of money that came too late, and one press asks for the same seats again. */
export function HoldEnded({ order, event, payments }: HoldEndedProps) {
  const t = useTranslations('checkout.ended');
  const priceText = usePriceText();
  const placeText = usePlaceText();
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone: reading goes on where the news is.
  useEffect(() => heading.current?.focus(), []);
  const fates = fatesOf({ ...order, status: 'expired' }, usePayments(order, payments));
  const { offer, isPending, failure, hold } = useHoldAgain(order);
  return (
    <section className="page-frame grid gap-6 py-12 sm:py-20">
      <div className="grid max-w-prose gap-3">
        <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {t(tookMoney(fates) ? 'titleCharged' : 'title')}
        </h1>
        <p className="text-lg text-muted">{t('lead')}</p>
      </div>
      <PaymentFates fates={fates} />
      {offer.kind !== 'same' && (
        <Notice announce kind="warning" title={t(`offers.${offer.kind}`)}>
          {t(`offers.${offer.kind}_detail`)}
        </Notice>
      )}
      {failure !== null && (
        <Notice announce kind="danger" title={t('failed')} code={failure}>
          {t('failedDetail')}
        </Notice>
      )}
      {offer.kind !== 'none' && (
        <ul className="grid max-w-md gap-2 rounded-card border border-line bg-surface p-5">
          {offer.choices.map((choice) => (
            <li key={choice.ticketId} className="flex justify-between gap-4">
              <span>{placeText(choice)}</span>
              <Price value={choice.price} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        {offer.kind !== 'none' && (
          <Button variant="primary" size="large" pending={isPending} onClick={() => void hold()}>
            {offer.kind === 'same' ? t('again') : t('holdAt', { total: priceText(offer.total) })}
          </Button>
        )}
        <Button asChild size="large" variant={offer.kind === 'none' ? 'primary' : 'secondary'}>
          <Link href={paths.event(event.id)}>{t('backToEvent')}</Link>
        </Button>
      </div>
    </section>
  );
}
