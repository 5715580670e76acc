import type { UserId } from '@marquee/common/ids';
import type { Currency, Money } from '@marquee/common/money';
import type { AuditRepository } from '../data/audit.repository.js';
import type { PayoutRow } from '../data/payout.model.js';
import { balancesOf, payable } from '../domain/payout/balance.js';
import { type Difference, difference } from './difference.js';
import { lookAgain } from './look-again.js';

/** Whom the books owe, in one currency. */
export interface Creditor {
  readonly sellerId: UserId;
  readonly currency: Currency;
}

/** Money that can be sent now, though nothing is under way to send it. */
export interface LeftDue {
  readonly amount: Money;
  /** The newest payout, where Stripe refused it for good. */
  readonly refused: PayoutRow | null;
}

export interface CheckDueOptions {
  readonly audit: AuditRepository;
  readonly payoutDelayMs: number;
  /** Null while nothing is due, or a payout is under way for it. */
  readonly findLeftDue: (creditor: Creditor) => Promise<LeftDue | null>;
  readonly pause: () => Promise<void>;
}

const batchSize = 500;

/** Whatever is due to a seller is on its way to them, or its payout will be looked at soon. */
export async function* checkDue(options: CheckDueOptions): AsyncIterable<Difference> {
  const { audit, payoutDelayMs, findLeftDue, pause } = options;
  const compareOne = async (item: Creditor) => {
    const left = await findLeftDue(item);
    return { item, differences: left === null ? [] : [differenceOf(item, left)] };
  };
  const look = (creditors: readonly Creditor[]) =>
    lookAgain(creditors, {
      async compare(items) {
        const compared = [];
        for (const item of items) compared.push(await compareOne(item));
        return compared;
      },
      refresh: async (items) => items,
      pause,
    });

  let batch: Creditor[] = [];
  for await (const { sellerId, sums, readAt } of audit.sellerSums()) {
    const due = balancesOf(sums, readAt, payoutDelayMs).filter(
      (balance) => payable(balance.due).amount > 0,
    );
    batch.push(...due.map(({ currency }) => ({ sellerId, currency })));
    if (batch.length < batchSize) continue;
    yield* await look(batch);
    batch = [];
  }
  yield* await look(batch);
}

function differenceOf({ sellerId, currency }: Creditor, { amount, refused }: LeftDue): Difference {
  const mend = { kind: 'open-payout', sellerId, currency } as const;
  const due = `${amount.amount} ${currency} is due to ${sellerId}`;
  if (refused === null)
    return difference('payout_missing', sellerId, `${due}, and nothing is under way`, mend);
  const detail = `Stripe refused it (${refused.failure}), and ${due}`;
  return difference('payout_failed', refused._id, detail, mend);
}
