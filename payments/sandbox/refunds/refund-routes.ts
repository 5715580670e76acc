import { Router } from 'express';
import { getObject, given, listObjects } from '../http/get-object.js';
import { queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { PostOnce } from '../http/post-once.js';
import type { SandboxParts } from '../sandbox-parts.js';
import {
  listRefundParameters,
  refundParameters,
  updateRefundParameters,
} from './refund-parameters.js';
import { renderRefund } from './render-refund.js';

export function refundRoutes(
  { refunds, refundRows: rows, load }: Pick<SandboxParts, 'refunds' | 'refundRows' | 'load'>,
  postOnce: PostOnce,
): Router {
  const router = Router();
  router.post('/v1/refunds', async (req, res) => {
    const asked = parametersOf(refundParameters, req.body);
    await postOnce(req, res, async (session) => renderRefund(await refunds.create(session, asked)));
  });
  router.get('/v1/refunds', async (req, res) => {
    const asked = parametersOf(listRefundParameters, queryOf(req.query));
    const { payment_intent: intent, charge } = asked;
    const source = { rows, render: renderRefund, load };
    await listObjects(req, res, source, asked, given({ intent, charge }));
  });
  router.get('/v1/refunds/:id', (req, res) => getObject(req, res, { load, object: 'refund' }));
  router.post('/v1/refunds/:id', async (req, res) => {
    const asked = parametersOf(updateRefundParameters, req.body);
    await postOnce(req, res, async (session) =>
      renderRefund(await refunds.update(session, req.params.id, asked)),
    );
  });
  return router;
}
