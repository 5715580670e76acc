import { type StripeCheck, type StripeSums, stripesLists } from './check-stripe.js';
import { type Difference, difference } from './difference.js';
import { looksMax } from './look-again.js';
import { addToTotals, type Totals } from './totals.js';

/**
 * What the books say lies at Stripe is what its lists say. Sales go on between two readings, so all
 * of it is read again before a difference is told.
 */
export async function checkTotals(check: StripeCheck, booked: Totals): Promise<Difference[]> {
  let found = compareTotals(booked, check.sums);
  for (let look = 2; look <= looksMax && found.length > 0; look += 1) {
    await check.pause();
    const totals: Totals = new Map();
    const sums: StripeSums = { balance: new Map(), capturedIntents: 0 };
    for await (const entries of check.audit.entries())
      for (const entry of entries) addToTotals(totals, entry);
    for (const part of stripesLists) await exhaust(part({ ...check, sums }));
    found = compareTotals(totals, sums);
  }
  return found;
}

function compareTotals(totals: Totals, { balance }: StripeSums): Difference[] {
  return [...new Set<string>([...totals.keys(), ...balance.keys()])].flatMap((currency) => {
    const booked = totals.get(currency as never)?.stripe ?? 0;
    const there = balance.get(currency) ?? 0;
    const detail = `the books say ${booked}, Stripe's lists ${there}`;
    return booked === there ? [] : [difference('stripe_total', currency, detail)];
  });
}

/** For what it counts. */
async function exhaust(part: AsyncIterable<Difference>): Promise<void> {
  for await (const _ of part);
}
