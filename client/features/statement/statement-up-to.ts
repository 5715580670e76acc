import 'server-only';
import { listStatement } from '@/lib/api/payments';
import type { StatementItem } from '@/lib/api/seller-money';
import { type Currency, currencies } from '@/lib/api/types';
import { PAGES_MAX } from '@/lib/pages-shown';

const PAGE_SIZE = 20;

export const currencyShown = (value: string | string[] | undefined): Currency | undefined =>
  currencies.find((currency) => currency === value);

export interface Statement {
  items: StatementItem[];
  hasMore: boolean;
}

/** The newest lines, page by page along the cursor, so that "Show more" keeps what was there. */
export async function statementUpTo(
  pages: number,
  currency: Currency | undefined,
): Promise<Statement> {
  const items: StatementItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await listStatement({ currency, cursor, limit: PAGE_SIZE });
    items.push(...answer.items);
    if (answer.nextCursor === null) return { items, hasMore: false };
    cursor = answer.nextCursor;
  }
  return { items, hasMore: pages < PAGES_MAX };
}
