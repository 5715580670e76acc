import type { Order } from '@/lib/api/types';
import type { Outcome } from '@/lib/order-outcome';

export type TimelineStep =
  | 'held'
  | 'pay_until'
  | 'paying'
  | 'paid'
  | 'doors'
  | 'been'
  | 'hold_ended'
  | 'let_go'
  | 'fell_through'
  | 'refunded';

export interface TimelineItem {
  step: TimelineStep;
  state: 'done' | 'now' | 'next';
  /** RFC 3339; null where nobody told us when. */
  at: string | null;
}

/** What happened to an order, told from what the order itself knows. */
export function timelineOf(
  order: Pick<Order, 'placedAt' | 'expiresAt'>,
  outcome: Outcome,
  eventStartsAt: string,
): TimelineItem[] {
  const held: TimelineItem = { step: 'held', state: 'done', at: order.placedAt };
  const now = (step: TimelineStep, at: string | null = null): TimelineItem => ({
    step,
    state: 'now',
    at,
  });
  const done = (step: TimelineStep): TimelineItem => ({ step, state: 'done', at: null });
  const doors: TimelineItem = { step: 'doors', state: 'next', at: eventStartsAt };
  switch (outcome) {
    case 'held':
      return [held, now('pay_until', order.expiresAt), doors];
    case 'taking_payment':
      return [held, now('paying'), doors];
    case 'going':
      return [held, now('paid'), doors];
    case 'been':
      return [held, done('paid'), now('been', eventStartsAt)];
    case 'hold_ended':
      return [held, now('hold_ended', order.expiresAt)];
    case 'let_go':
      return [held, now('let_go')];
    case 'payment_fell_through':
      return [held, now('fell_through')];
    case 'refunded':
      return [held, done('paid'), now('refunded')];
  }
}
