export const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD'] as const;
export type Currency = (typeof currencies)[number];

/** An amount in the currency's minor units (cents, pence, yen, fils): an integer, never a float. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}
