import { checked } from '@marquee/common/http';
import { Router } from 'express';
import type { Terms } from '../../terms.js';

/** GET /api/payments/terms: what sellers are told before they list. No sign-in is needed. */
export function getTermsRoute({ feeBasisPoints, payoutDelayHours }: Terms): Router {
  const router = Router();
  router.get('/api/payments/terms', ...checked(), (_req, res) => {
    res.json({ terms: { feeBasisPoints, payoutDelayHours } });
  });
  return router;
}
