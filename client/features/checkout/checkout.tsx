'use client';
import { useTranslations } from 'next-intl';
import { NeedsScript } from '@/components/ui/needs-script';
import { Notice } from '@/components/ui/notice';
import type { MarqueeEvent } from '@/lib/api/types';
import { useHeadingFocus } from '@/lib/heading-focus';
import { ProvidedCardForm } from './card-form/provided-card-form';
import { HoldEnded } from './hold-ended';
import { HoldSummary } from './hold-summary';
import { HoldTimer } from './hold-timer';
import { PayNotice } from './pay-notice';
import { type CheckoutStart, useCheckout } from './use-checkout';
import { Waiting } from './waiting';

export interface CheckoutProps extends CheckoutStart {
  event: MarqueeEvent;
}

/** One screen: what is held, until when, the total that was promised, the card. */
export function Checkout({ event, ...start }: CheckoutProps) {
  const t = useTranslations('checkout');
  const heading = useHeadingFocus();
  const { order, payment, provider, hasEnded, isStale, onCountdownEnd, accept } =
    useCheckout(start);
  const { step, pay } = payment;
  if (hasEnded) return <HoldEnded order={order} event={event} payments={start.payments} />;
  const isWaiting = step.kind === 'waiting' || order.status !== 'awaiting_payment';
  return (
    <div className="page-frame grid gap-8 pt-8 pb-16 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-16 lg:pt-12">
      <header className="grid gap-3 lg:col-span-2">
        <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {t(isWaiting ? 'titleWaiting' : 'title')}
        </h1>
        {!isWaiting && <HoldTimer order={order} onEnd={onCountdownEnd} />}
        <NeedsScript />
        {step.kind === 'entering' && step.notice && <PayNotice content={step.notice} />}
      </header>
      <HoldSummary order={order} event={event} onLetGo={accept} canLetGo={!isWaiting} />
      <section
        aria-label={t('card.title')}
        className="grid content-start gap-5 lg:col-start-1 lg:row-start-2"
      >
        {isStale && (
          <Notice kind="warning" announce title={t('stale.title')}>
            {t('stale.detail')}
          </Notice>
        )}
        {isWaiting ? (
          <Waiting
            order={order}
            wasElsewhere={step.kind === 'waiting' && step.wasElsewhere === true}
          />
        ) : (
          <ProvidedCardForm
            provider={provider}
            total={order.total}
            isPending={step.kind === 'asking'}
            onPay={(confirm) => void pay(confirm)}
          />
        )}
      </section>
    </div>
  );
}
