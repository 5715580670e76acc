import { feeOf, stepMinorUnits } from '@marquee/common/money/fee';
import type { PaymentTerms } from '@/lib/api/seller-money';
import type { Money } from '@/lib/api/types';

export interface Share {
  /** What the platform keeps. */
  fee: Money;
  /** What the seller receives. */
  net: Money;
}

/**
 * How one ticket's price is shared out, to the minor unit, as payments books it. Null for an amount
 * that is no price, as while it is being typed.
 */
export function shareOf(price: Money, { feeBasisPoints }: PaymentTerms): Share | null {
  if (price.amount < 0 || price.amount % stepMinorUnits(price.currency) !== 0) return null;
  const fee = feeOf(price, feeBasisPoints);
  return { fee, net: { ...price, amount: price.amount - fee.amount } };
}
