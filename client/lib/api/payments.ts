import 'server-only';
import { isApiProblem } from './problem';
import type { Balance, PaymentTerms, PayoutAccount, StatementItem } from './seller-money';
import { serverGet } from './server';
import type { Currency, Page, Payment } from './types';

/**
 * What sellers agree to: the fee, and how long after an Event they are paid. Null while payments
 * cannot be asked: the page says so and keeps asking.
 */
export async function findPaymentTerms(): Promise<PaymentTerms | null> {
  try {
    return (await serverGet<{ terms: PaymentTerms }>('/api/payments/terms')).terms;
  } catch (error) {
    if (isApiProblem(error)) return null;
    throw error;
  }
}

/**
 * Every payment of one's own order, newest first. None while payments cannot be asked: the order's
 * own page must not depend on it.
 */
export async function listPaymentsOf(orderId: string): Promise<Payment[]> {
  try {
    return (await serverGet<Page<Payment>>('/api/payments', { orderId })).items;
  } catch (error) {
    if (isApiProblem(error)) return [];
    throw error;
  }
}

export const getBalances = async (): Promise<Balance[]> =>
  (await serverGet<{ balances: Balance[] }>('/api/payments/balance')).balances;

export type StatementQuery = {
  currency?: Currency | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** The reader's own sales, refunds and payouts, newest first. */
export const listStatement = (query: StatementQuery): Promise<Page<StatementItem>> =>
  serverGet('/api/payments/statement', query);

export const getPayoutAccount = async (): Promise<PayoutAccount> =>
  (await serverGet<{ payoutAccount: PayoutAccount }>('/api/payments/payout-account')).payoutAccount;
