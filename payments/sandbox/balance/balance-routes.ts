import { Router } from 'express';
import { z } from 'zod';
import { send } from '../http/answer.js';
import { getObject, given, listObjects } from '../http/get-object.js';
import { listFields, queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { renderBalance, renderBalanceTransaction } from './render-balance.js';

const listTransactionParameters = z.strictObject({
  ...listFields,
  source: z.string().optional(),
  type: z.string().optional(),
  currency: z.string().optional(),
});

export function balanceRoutes({ balance, load }: Pick<SandboxParts, 'balance' | 'load'>): Router {
  const router = Router();
  router.get('/v1/balance', async (_req, res) => {
    send(res, { status: 200, body: renderBalance(await balance.sums()) });
  });
  router.get('/v1/balance_transactions', async (req, res) => {
    const asked = parametersOf(listTransactionParameters, queryOf(req.query));
    const { source, type, currency } = asked;
    const from = { rows: balance.rows, render: renderBalanceTransaction, load };
    await listObjects(req, res, from, asked, given({ source, type, currency }));
  });
  router.get('/v1/balance_transactions/:id', (req, res) =>
    getObject(req, res, { load, object: 'balance_transaction' }),
  );
  return router;
}
