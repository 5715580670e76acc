import type { EventId, OrderId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { EventFacts, OrderFacts } from './facts.js';

/** Why an authorised payment was let go. */
export type ReleaseCause = 'too_late' | 'order_cancelled' | 'paid_otherwise';

/** What somebody is told, with the facts as they were when it happened. */
export type News =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'order_placed'; readonly order: OrderFacts }
  | { readonly kind: 'order_complete'; readonly order: OrderFacts }
  | { readonly kind: 'hold_ended'; readonly order: OrderFacts }
  | (PaymentNews & { readonly kind: 'payment_released'; readonly cause: ReleaseCause })
  | (PaymentNews & { readonly kind: 'payment_failed' })
  /** `amount` is what goes back now; `paid` what was paid in all, when that is more. */
  | (PaymentNews & { readonly kind: 'payment_refunded'; readonly paid?: Money })
  | (HolderNews & { readonly kind: 'event_cancelled'; readonly total: Money })
  | (HolderNews & { readonly kind: 'event_changed'; readonly before: EventFacts });

export type NewsKind = News['kind'];

interface PaymentNews {
  readonly orderId: OrderId;
  readonly amount: Money;
}

interface HolderNews {
  readonly orderId: OrderId;
  readonly eventId: EventId;
  /** The Event after the change. */
  readonly event: EventFacts;
}

/** The order that a mail is about, if it is about one. */
export function orderIdOf(news: News): OrderId | null {
  if ('order' in news) return news.order.orderId;
  return 'orderId' in news ? news.orderId : null;
}
