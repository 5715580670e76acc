import type { EventId, OrderId } from '@marquee/common/ids';
import type { Money } from '@marquee/common/money';
import type { SellerLine } from '../../data/seller-books.repository.js';

/** One line of a seller's statement: `net` is what it changed of what they are owed. */
export interface StatementItem {
  readonly id: string;
  readonly kind: 'sale' | 'refund' | 'payout';
  readonly at: string;
  readonly eventId?: EventId;
  readonly orderId?: OrderId;
  readonly gross?: Money;
  readonly fee?: Money;
  readonly net: Money;
  readonly payoutStatus?: 'paid' | 'reversed';
}

const kinds = {
  capture: 'sale',
  award: 'sale',
  refund: 'refund',
  return: 'refund',
  payout: 'payout',
  reversal: 'payout',
} as const satisfies Record<SellerLine['kind'], StatementItem['kind']>;

/** What a seller sees of an entry. The books count what is owed as a credit, which is negative. */
export function statementItemOf(line: SellerLine): StatementItem {
  const { id, kind, at, eventId, orderId, currency, lines } = line;
  const sum = (isFee: boolean) =>
    lines
      .filter(({ account }) => (account === 'platform_fee') === isFee)
      .reduce((total, { amount }) => total - amount, 0);
  const money = (amount: number): Money => ({ amount, currency });
  const [net, fee] = [sum(false), sum(true)];
  const item = { id, kind: kinds[kind], at: at.toISOString(), net: money(net) };
  if (kind === 'payout' || kind === 'reversal')
    return { ...item, payoutStatus: kind === 'payout' ? 'paid' : 'reversed' };
  return {
    ...item,
    ...(eventId !== undefined && { eventId }),
    ...(orderId !== undefined && { orderId }),
    gross: money(net + fee),
    fee: money(fee),
  };
}
