import { checked, getInput, idField, requireUser, signedIn } from '@marquee/common/http';
import type { EventId } from '@marquee/common/ids';
import { Router } from 'express';
import { query } from 'express-validator';
import { type GetRefundProgressDeps, getRefundProgress } from './get-refund-progress.js';

/** GET /api/orders/refund-progress?eventId= */
export function getRefundProgressRoute(deps: GetRefundProgressDeps): Router {
  const input = checked(idField(query('eventId')));
  return Router().get('/api/orders/refund-progress', signedIn, ...input, async (req, res) => {
    const { eventId } = getInput<{ eventId: EventId }>(req);
    res.json({ refundProgress: await getRefundProgress(deps, eventId, requireUser(req).id) });
  });
}
