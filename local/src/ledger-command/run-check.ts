import type { BooksSummary, Difference, LedgerDesk } from '@marquee/payments/operator';
import type { Report } from '../operator-command/report.js';

type Outcome = 'left' | 'done' | 'asked';
type Found = Difference & { readonly outcome: Outcome };

/** So many are told; the rest is only counted, however broken the books are. */
const toldMax = 1_000;

/** Checks the books and, if asked to, mends what is safe to mend. */
export async function runCheck(desk: LedgerDesk, isRepair: boolean): Promise<Report> {
  const summary: BooksSummary = { payments: 0, entries: 0, payouts: 0, totals: new Map() };
  const counts: Record<Outcome, number> = { left: 0, done: 0, asked: 0 };
  const found: Found[] = [];
  for await (const difference of desk.check(summary)) {
    const { mend } = difference;
    const outcome = isRepair && mend !== undefined ? await desk.mend(mend) : 'left';
    counts[outcome] += 1;
    if (found.length < toldMax) found.push({ ...difference, outcome });
  }
  const { payments, entries, payouts, totals } = summary;
  const isBalanced = counts.left + counts.asked === 0;
  return {
    json: {
      ...{ isBalanced, payments, entries, payouts, counts },
      totals: Object.fromEntries(totals),
      differences: found.map(({ mend: _, ...told }) => told),
    },
    lines: [
      `${payments} payments, ${entries} entries, ${payouts} payouts`,
      ...[...totals].map(
        ([currency, { stripe, sellers, buyers, platformFee }]) =>
          `  ${currency}  at Stripe ${stripe}, owed to sellers ${0 - sellers}, held for buyers ${0 - buyers}, fees ${0 - platformFee}`,
      ),
      ...found.flatMap(linesOf),
      ...(isBalanced ? ['The ledger is balanced.'] : []),
    ],
    failure: isBalanced ? null : failureOf(counts, isRepair),
  };
}

function linesOf({ code, subject, detail, remedy, outcome }: Found): string[] {
  const what = {
    left: remedy,
    done: 'written',
    asked: 'the payments service looks again: check once more in a minute',
  }[outcome];
  return [`${code}  ${subject}`, `    ${detail}`, `    → ${what}`];
}

function failureOf({ left, done, asked }: Record<Outcome, number>, isRepair: boolean): string {
  const differences = `${left + done + asked} differences`;
  return isRepair
    ? `${differences}: ${done} mended, ${asked} being looked at, ${left} left for a person`
    : `${differences}: --repair mends those that say so`;
}
