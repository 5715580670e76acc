import 'server-only';
import { getEvent } from '@/lib/api/catalogue';
import { getBalances, getPayoutAccount } from '@/lib/api/payments';
import { isApiProblem } from '@/lib/api/problem';
import type { Balance, PayoutAccount } from '@/lib/api/seller-money';
import type { Currency, MarqueeEvent } from '@/lib/api/types';
import { type Statement, statementUpTo } from './statement-up-to';

export interface StatementData extends Statement {
  balances: Balance[];
  payoutAccount: PayoutAccount;
  /** Those of the lines shown that the catalogue knows. */
  events: ReadonlyMap<string, MarqueeEvent>;
}

async function knownEvents(ids: ReadonlySet<string>): Promise<Map<string, MarqueeEvent>> {
  const found = await Promise.all(
    [...ids].map(async (id): Promise<Array<[string, MarqueeEvent]>> => {
      try {
        return [[id, await getEvent(id)]];
      } catch (error) {
        // The money is worth showing even while the catalogue is not there.
        if (isApiProblem(error)) return [];
        throw error;
      }
    }),
  );
  return new Map(found.flat());
}

/** Everything the page shows; null when payments cannot be asked. */
export async function statementData(
  pages: number,
  currency: Currency | undefined,
): Promise<StatementData | null> {
  try {
    const [balances, payoutAccount, statement] = await Promise.all([
      getBalances(),
      getPayoutAccount(),
      statementUpTo(pages, currency),
    ]);
    const ids = new Set(statement.items.flatMap(({ eventId }) => eventId ?? []));
    return { balances, payoutAccount, ...statement, events: await knownEvents(ids) };
  } catch (error) {
    if (isApiProblem(error)) return null;
    throw error;
  }
}
