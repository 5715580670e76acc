import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '@marquee/common/errors';
import { isUuid } from '@marquee/common/ids';
import { currencies } from '@marquee/common/money';
import { body, type ValidationChain } from 'express-validator';

const isId = (value: unknown) => typeof value === 'string' && isUuid(value);
const lowerCased = (value: string) => value.toLowerCase();

const moneyFields = new Set(['amount', 'currency']);

function moneyOf(field: string): ValidationChain[] {
  return [
    body(`${field}.amount`)
      .if(body(field).exists())
      .custom((value: unknown) => Number.isSafeInteger(value))
      .withMessage('must be a whole number of minor units'),
    body(`${field}.currency`)
      .if(body(field).exists())
      .custom((value: unknown) => currencies.some((currency) => currency === value))
      .withMessage(`must be one of ${currencies.join(', ')}`),
    body(field)
      .optional()
      .isObject()
      .withMessage('must be an amount and a currency')
      .bail()
      // Naming a whole object lets everything inside it through the check for unknown fields.
      .custom((money: object) => Object.keys(money).every((key) => moneyFields.has(key)))
      .withMessage('must be an amount and a currency'),
  ];
}

/** Either named tickets and their expected total, or the best n of a section up to a total. */
export const placeOrderBody: ValidationChain[] = [
  body('ticketIds')
    .optional()
    .isArray({ max: 100 })
    .withMessage('must be a list of ticket ids')
    .bail()
    .custom((ids: unknown[]) => ids.every(isId))
    .withMessage('must be a list of ticket ids')
    .bail()
    .customSanitizer((ids: string[]) => ids.map(lowerCased))
    .custom((ids: string[]) => new Set(ids).size === ids.length)
    .withMessage('names a ticket twice'),
  ...moneyOf('expectedTotal'),
  body('eventId').optional().custom(isId).withMessage('must be an id').bail().toLowerCase(),
  body('section')
    .optional()
    .isString()
    .isLength({ min: 1, max: 100 })
    .withMessage('must be the name of a section'),
  body('quantity')
    .optional()
    .custom((value: unknown) => Number.isSafeInteger(value))
    .withMessage('must be a whole number'),
  ...moneyOf('maxTotal'),
  requiredWith('ticketIds', 'expectedTotal'),
  requiredWith('eventId', 'quantity'),
  requiredWith('eventId', 'maxTotal'),
  onlyWith('expectedTotal', 'ticketIds'),
  ...['section', 'quantity', 'maxTotal'].map((field) => onlyWith(field, 'eventId')),
  body('ticketIds')
    .custom((_, { req }) => has(req.body, 'ticketIds') !== has(req.body, 'eventId'))
    .withMessage('give either ticketIds or eventId'),
];

function has(value: unknown, field: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field);
}

function requiredWith(other: string, field: string): ValidationChain {
  return body(field)
    .custom((_, { req }) => !has(req.body, other) || has(req.body, field))
    .withMessage(`is required with ${other}`);
}

function onlyWith(field: string, other: string): ValidationChain {
  return body(field)
    .custom((_, { req }) => !has(req.body, field) || has(req.body, other))
    .withMessage(`goes with ${other} only`);
}

/** The header Idempotency-Key: 1 to 255 printable ASCII characters, or null when there is none. */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'must be 1 to 255 printable characters without spaces';
  throw new Problem('invalid_request', 'The Idempotency-Key cannot be used.', {
    errors: [{ field: 'Idempotency-Key', message }],
  });
}
