import { type Currency, type Money, stepMinorUnits } from '@marquee/common/money';

/** What a seller's lines come to, for one Event, or, without one, for payouts. */
export interface SellerSum {
  readonly currency: Currency;
  /** Debits less credits, in minor units: what is owed to the seller is negative. */
  readonly amount: number;
  readonly isPayout: boolean;
  /** Absent: an Event that we have not heard of, or none. */
  readonly event?:
    | { readonly status: 'scheduled' | 'cancelled'; readonly endsAt: Date }
    | undefined;
}

/** What a seller has in one currency. Any of it may be negative: refunds after a payout. */
export interface SellerBalance {
  readonly currency: Currency;
  /** Of Events that are not over for long enough, and of cancelled ones. */
  readonly upcoming: Money;
  /** To be paid out now; what is negative is set against later sales. */
  readonly due: Money;
  readonly paid: Money;
}

/** Whether an Event's sales may be paid out: it took place, and the delay has passed. */
export function isOver(
  event: NonNullable<SellerSum['event']>,
  now: Date,
  delayMs: number,
): boolean {
  return event.status === 'scheduled' && event.endsAt.getTime() + delayMs <= now.getTime();
}

/** One balance for each currency that the seller has ever earned in, by the currency's name. */
export function balancesOf(
  sums: readonly SellerSum[],
  now: Date,
  delayMs: number,
): readonly SellerBalance[] {
  const byCurrency = new Map<Currency, { upcoming: number; earned: number; paid: number }>();
  for (const { currency, amount, isPayout, event } of sums) {
    const sum = byCurrency.get(currency) ?? { upcoming: 0, earned: 0, paid: 0 };
    byCurrency.set(currency, sum);
    if (isPayout) sum.paid += amount;
    else if (event !== undefined && isOver(event, now, delayMs)) sum.earned -= amount;
    else sum.upcoming -= amount;
  }
  return [...byCurrency]
    .map(([currency, { upcoming, earned, paid }]) => ({
      currency,
      upcoming: { amount: upcoming, currency },
      due: { amount: earned - paid, currency },
      paid: { amount: paid, currency },
    }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** As much of a balance as can be sent: nothing of a negative one; KWD in multiples of ten. */
export function payable({ amount, currency }: Money): Money {
  const step = stepMinorUnits(currency);
  return { amount: amount <= 0 ? 0 : amount - (amount % step), currency };
}
