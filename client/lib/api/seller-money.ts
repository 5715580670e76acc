import type { Currency, Money } from './types';

/** What sellers agree to. */
export interface PaymentTerms {
  feeBasisPoints: number;
  payoutDelayHours: number;
}

/** What a seller has in one currency: to come, to be paid out next, paid out. */
export interface Balance {
  currency: Currency;
  upcoming: Money;
  due: Money;
  paid: Money;
  /** What the open payout waits for, while there is one. */
  payoutWaitsFor?: 'sales' | 'account' | 'funds' | 'retry' | 'transfer';
}

export type StatementKind = 'sale' | 'refund' | 'payout';

/** One line of a seller's statement. */
export interface StatementItem {
  id: string;
  kind: StatementKind;
  at: string;
  eventId?: string;
  orderId?: string;
  gross?: Money;
  fee?: Money;
  net: Money;
  payoutStatus?: string;
}

export interface PayoutAccount {
  status: 'none' | 'onboarding' | 'ready';
}

/** How far the refunds of a cancelled Event are; only its organiser sees it. */
export interface RefundProgress {
  eventId: string;
  orders: number;
  refunded: number;
  failed: number;
  /** The counts are of all orders; before that, more are still to be asked for. */
  isAskingOver: boolean;
}
