import { currencies, type Money, priceRefusal } from '@marquee/common/money';

/** Says why a price cannot be asked, its currency included; null when it can. */
export function priceMessage(price: Money): string | null {
  if (currencies.includes(price.currency)) return priceRefusal(price);
  return `must be in one of ${currencies.join(', ')}`;
}
