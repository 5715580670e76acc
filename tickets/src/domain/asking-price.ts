import { Problem } from '@marquee/common/errors';
import type { Money } from '@marquee/common/money';
import { priceMessage } from './price-rules.js';

/** Throws `unacceptable` for a price outside the limits, or in another currency than before. */
export function assertPriceAskable(before: Money, price: Money): void {
  const message =
    before.currency === price.currency
      ? priceMessage(price)
      : `must stay in ${before.currency}, the currency of the ticket`;
  if (message !== null)
    throw new Problem('unacceptable', 'This price cannot be asked.', {
      errors: [{ field: 'price', message }],
    });
}
