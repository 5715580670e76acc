import type { MarqueeEvent, Money, Order, OrderRefund } from '@/lib/api/types';
import type { Outcome } from '@/lib/order-outcome';

export type TimelineStep =
  | 'held'
  | 'pay_until'
  | 'paying'
  | 'paid'
  | 'doors'
  | 'been'
  | 'event_cancelled'
  | 'hold_ended'
  | 'over'
  | 'let_go'
  | 'fell_through'
  | 'refund_asked'
  | 'refund_succeeded'
  | 'refund_failed';

export interface TimelineItem {
  step: TimelineStep;
  state: 'done' | 'now' | 'next';
  /** RFC 3339; null where nobody told us when. */
  at: string | null;
  /** Of a refund. */
  amount?: Money;
}

/** What the timeline is told from. */
export interface Told {
  order: Pick<Order, 'placedAt' | 'expiresAt' | 'refunds'>;
  outcome: Outcome;
  event: Pick<MarqueeEvent, 'startsAt' | 'status'>;
  paidAt: string | null;
}

const done = (step: TimelineStep, at: string | null = null): TimelineItem => ({
  step,
  state: 'done',
  at,
});

/** A refund is asked for at a known time; that it got there, or not, follows it. */
const refundItems = ({ amount, status, askedAt }: OrderRefund): TimelineItem[] => [
  { ...done('refund_asked', askedAt), amount },
  ...(status === 'asked' ? [] : [{ ...done(`refund_${status}`), amount }]),
];

function stepsOf({ order, outcome, event, paidAt }: Told): TimelineItem[] {
  const calledOff = event.status === 'cancelled' ? [done('event_cancelled')] : [];
  const paid = [done('paid', paidAt), ...calledOff, ...(order.refunds ?? []).flatMap(refundItems)];
  switch (outcome) {
    case 'held':
      return [done('pay_until', order.expiresAt)];
    case 'taking_payment':
      return [done('paying')];
    case 'going':
    case 'refunding':
    case 'refund_stuck':
    case 'refunded':
      return paid;
    case 'been':
      return [...paid, done('been', event.startsAt)];
    case 'hold_ended':
      return [done('hold_ended', order.expiresAt)];
    case 'over':
      return [done('over')];
    case 'let_go':
      return [done('let_go')];
    case 'called_off':
      return calledOff;
    case 'payment_fell_through':
      return [done('fell_through')];
  }
}

const isAhead: readonly Outcome[] = ['held', 'taking_payment', 'going'];

/** What happened to an order, in the order it happened; where it stands now is its last step. */
export function timelineOf(told: Told): TimelineItem[] {
  const steps = [done('held', told.order.placedAt), ...stepsOf(told)];
  const last = steps.length - 1;
  const happened = steps.map((item, index) =>
    index === last ? { ...item, state: 'now' as const } : item,
  );
  const doors: TimelineItem = { step: 'doors', state: 'next', at: told.event.startsAt };
  return isAhead.includes(told.outcome) ? [...happened, doors] : happened;
}
