import {
  checked,
  cursorOf,
  decodeCursor,
  getInput,
  limitOf,
  pageInput,
  pageOf,
  requireUser,
  signedIn,
} from '@marquee/common/http';
import { type Currency, currencies } from '@marquee/common/money';
import { Router } from 'express';
import { query } from 'express-validator';
import { z } from 'zod';
import type { SellerBooks } from '../../data/seller-books.repository.js';
import { statementItemOf } from './statement-item.js';

const cursorShape = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** GET /api/payments/statement: the signed-in seller's sales, refunds and payouts, newest first. */
export function getStatementRoute({ books }: { readonly books: SellerBooks }): Router {
  const input = checked(query('currency').optional().isIn(currencies), ...pageInput());
  return Router().get('/api/payments/statement', signedIn, ...input, async (req, res) => {
    const { currency } = getInput<{ currency?: Currency }>(req);
    const limit = limitOf(req);
    const found = await books.listLines(requireUser(req).id, {
      currency,
      before: positionOf(cursorOf(req)),
      limit: limit + 1,
    });
    const page = pageOf(found, limit, { view: statementItemOf, cursor: ({ at, id }) => [at, id] });
    res.set('Cache-Control', 'no-store').json(page);
  });
}

function positionOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, cursorShape);
  return { at: new Date(at), id };
}
