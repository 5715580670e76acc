'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { usePriceText } from '@/components/ui/price';
import { StatusBadge, type StatusTone } from '@/components/ui/status-badge';
import type { MarqueeEvent, Order } from '@/lib/api/types';
import { useHeadingFocus } from '@/lib/heading-focus';
import type { Outcome } from '@/lib/order-outcome';
import { paths } from '@/lib/paths';

const tones: Record<Outcome, StatusTone> = {
  held: 'live',
  taking_payment: 'live',
  going: 'success',
  been: 'neutral',
  hold_ended: 'neutral',
  over: 'neutral',
  let_go: 'neutral',
  called_off: 'neutral',
  payment_fell_through: 'danger',
  refunding: 'live',
  refund_stuck: 'danger',
  refunded: 'success',
};

const withoutTickets: readonly Outcome[] = ['hold_ended', 'over', 'let_go', 'payment_fell_through'];

interface HeaderProps {
  order: Order;
  event: MarqueeEvent;
  outcome: Outcome;
  /** Money was taken although the hold had ended, and goes back. */
  wasCharged: boolean;
}

/** The outcome in one line, whether money is safe, and the one next step. */
export function OrderOutcomeHeader({ order, event, outcome, wasCharged }: HeaderProps) {
  const t = useTranslations('order');
  const priceText = usePriceText();
  const heading = useHeadingFocus();
  const words = wasCharged && withoutTickets.includes(outcome) ? 'charged_too_late' : outcome;
  const isCalledOff =
    event.status === 'cancelled' ||
    order.refunds?.some(({ reason }) => reason === 'event_cancelled') === true;
  const why = isCalledOff ? 'cancelled' : 'other';
  return (
    <header className="grid justify-items-start gap-4 pt-10 sm:pt-16">
      <StatusBadge tone={tones[outcome]}>{t(`outcome.${words}.badge`)}</StatusBadge>
      <div aria-live="polite" className="grid gap-3">
        <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {t(`outcome.${words}.title`, { why })}
        </h1>
        <p className="max-w-prose text-lg text-muted">
          {t(`outcome.${words}.lead`, {
            title: event.title,
            count: order.items.length,
            total: priceText(order.total),
            why,
          })}
        </p>
      </div>
      {outcome === 'held' && (
        <Button asChild variant="primary" size="large">
          <Link href={paths.checkout(order.id)}>{t('continue')}</Link>
        </Button>
      )}
      {outcome !== 'over' && withoutTickets.includes(outcome) && event.status === 'scheduled' && (
        <Button asChild variant="primary" size="large">
          <Link href={paths.event(event.id)}>{t('seeTickets')}</Link>
        </Button>
      )}
    </header>
  );
}
