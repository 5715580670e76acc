import { query, type ValidationChain } from 'express-validator';

const searchLengthMax = 200;

/** A text somebody searches by. */
export function searchText(name: string): ValidationChain {
  return query(name)
    .optional()
    .custom((value: unknown) => typeof value === 'string' && value.length <= searchLengthMax)
    .withMessage(`must be a text of at most ${searchLengthMax} characters`);
}

export function oneOf(name: string, values: readonly string[]): ValidationChain {
  return query(name)
    .optional()
    .custom((value: unknown) => values.some((allowed) => allowed === value))
    .withMessage(`must be one of ${values.join(', ')}`);
}

export function minorUnits(name: string): ValidationChain {
  return query(name)
    .optional()
    .custom((value: unknown) => typeof value === 'string' && /^\d{1,15}$/.test(value))
    .withMessage('must be a whole number of minor units')
    .bail()
    .toInt();
}
