import { type Request, Router } from 'express';
import { send } from '../http/answer.js';
import { getObject, given, listObjects } from '../http/get-object.js';
import { listOf } from '../http/json.js';
import { queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { PostOnce } from '../http/post-once.js';
import { noSuch } from '../http/stripe-failure.js';
import type { SandboxParts } from '../sandbox-parts.js';
import {
  listTransferParameters,
  reversalParameters,
  transferParameters,
} from './connect-parameters.js';
import { renderReversal, renderTransfer } from './render-transfer.js';

export function transferRoutes(
  parts: Pick<SandboxParts, 'transfers' | 'transferRows' | 'load'>,
  postOnce: PostOnce,
): Router {
  const { transfers, transferRows: rows, load } = parts;
  const router = Router();
  router.post('/v1/transfers', async (req, res) => {
    const asked = parametersOf(transferParameters, req.body);
    await postOnce(req, res, async (session) =>
      renderTransfer(await transfers.create(session, asked)),
    );
  });
  router.get('/v1/transfers', async (req, res) => {
    const asked = parametersOf(listTransferParameters, queryOf(req.query));
    const { destination, transfer_group: transferGroup } = asked;
    const conditions = given({ destination, transferGroup });
    await listObjects(req, res, { rows, render: renderTransfer, load }, asked, conditions);
  });
  router.get('/v1/transfers/:id', (req, res) => getObject(req, res, { load, object: 'transfer' }));
  router.post('/v1/transfers/:id/reversals', async (req, res) => {
    const asked = parametersOf(reversalParameters, req.body);
    await postOnce(req, res, async (session) => {
      const { transfer, reversal } = await transfers.reverse(session, req.params.id, asked);
      return renderReversal(transfer, reversal);
    });
  });
  router.get('/v1/transfers/:id/reversals', async (req: Request<{ id: string }>, res) => {
    const transfer = await rows.find(req.params.id);
    if (transfer === null) throw noSuch('transfer', req.params.id);
    const data = transfer.reversals.map((reversal) => renderReversal(transfer, reversal));
    send(res, { status: 200, body: listOf(req.path, data, false) });
  });
  return router;
}
