'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
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
  let_go: 'neutral',
  payment_fell_through: 'danger',
  refunded: 'neutral',
};

interface HeaderProps {
  order: Order;
  event: MarqueeEvent;
  outcome: Outcome;
}

/** The outcome in one line, whether money is safe, and the one next step. */
export function OrderOutcomeHeader({ order, event, outcome }: HeaderProps) {
  const t = useTranslations('order');
  const heading = useHeadingFocus();
  const hasNoTickets =
    outcome === 'hold_ended' || outcome === 'let_go' || outcome === 'payment_fell_through';
  return (
    <header className="grid justify-items-start gap-4 pt-10 sm:pt-16">
      <StatusBadge tone={tones[outcome]}>{t(`outcome.${outcome}.badge`)}</StatusBadge>
      <div aria-live="polite" className="grid gap-3">
        <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {t(`outcome.${outcome}.title`)}
        </h1>
        <p className="max-w-prose text-lg text-muted">
          {t(`outcome.${outcome}.lead`, { title: event.title, count: order.items.length })}
        </p>
      </div>
      {outcome === 'held' && (
        <Button asChild variant="primary" size="large">
          <Link href={paths.checkout(order.id)}>{t('continue')}</Link>
        </Button>
      )}
      {hasNoTickets && event.status === 'scheduled' && (
        <Button asChild variant="primary" size="large">
          <Link href={paths.event(event.id)}>{t('seeTickets')}</Link>
        </Button>
      )}
    </header>
  );
}
