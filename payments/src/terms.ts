import { z } from 'zod';

/** What the platform keeps of a price, and when a seller is paid. Anybody may know it. */
export interface Terms {
  /** Of each ticket's price; 100 is one per cent. */
  readonly feeBasisPoints: number;
  /** How long after its Event is over a sale is paid out. */
  readonly payoutDelayHours: number;
}

const whole = (max: number, fallback: number) =>
  z.coerce.number().int().min(0).max(max).default(fallback);

/** What this service can be told of its terms, here and in the composition. */
export const termsEnvironment = {
  /** The platform's share of a price: 1000 is 10 %. A payment keeps what held when it began. */
  FEE_BASIS_POINTS: whole(5_000, 1_000),
  PAYOUT_DELAY_HOURS: whole(2_160, 48),
} as const;

interface TermsVariables {
  readonly FEE_BASIS_POINTS: number;
  readonly PAYOUT_DELAY_HOURS: number;
}

export function termsOf({ FEE_BASIS_POINTS, PAYOUT_DELAY_HOURS }: TermsVariables): Terms {
  return { feeBasisPoints: FEE_BASIS_POINTS, payoutDelayHours: PAYOUT_DELAY_HOURS };
}
