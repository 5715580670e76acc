import type { Money } from '@marquee/common/money';
import { body, type ValidationChain } from 'express-validator';
import { parseInstant } from './instant.js';

/** A text of one kind or another; its length and letters are the domain's business. */
export function textField(
  chain: ValidationChain,
  clean: (text: string) => string,
): ValidationChain {
  return chain
    .custom((value: unknown) => typeof value === 'string')
    .withMessage('must be a text')
    .bail()
    .customSanitizer(clean);
}

/** An RFC 3339 date and time, with its offset from UTC. */
export function instantField(chain: ValidationChain): ValidationChain {
  return chain
    .custom((value: unknown) => parseInstant(value) !== null)
    .withMessage('must be a date and time such as 2027-03-05T20:00:00Z')
    .bail()
    .customSanitizer(parseInstant);
}

export function wholeNumberField(chain: ValidationChain): ValidationChain {
  return chain
    .custom((value: unknown) => Number.isInteger(value))
    .withMessage('must be a whole number');
}

/** `price`, as Money. Which currencies and amounts are allowed is the domain's business. */
export function priceField(): ValidationChain[] {
  return [
    wholeNumberField(body('price.amount')),
    body('price.currency')
      .custom((value: unknown) => typeof value === 'string' && /^[A-Z]{3}$/.test(value))
      .withMessage('must be a currency such as EUR'),
  ];
}

export interface PriceInput {
  readonly price: Money;
}
