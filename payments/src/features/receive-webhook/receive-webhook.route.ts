import { Problem } from '@marquee/common/errors';
import { webhookPath } from '@marquee/common/http';
import type { Metrics } from '@marquee/common/metrics';
import express, { Router } from 'express';
import { type ReceiveWebhookDependencies, receiveWebhook } from './receive-webhook.js';

/** Stripe's events are a few kilobytes. */
const bodyLimit = '256kb';

/** POST /api/payments/webhook. The signature is over the bytes as they came. */
export function receiveWebhookRoute(
  deps: ReceiveWebhookDependencies & { readonly metrics: Metrics },
): Router {
  const received = deps.metrics.counter(
    'stripe_webhooks_total',
    'Deliveries of Stripe, by what became of them',
    ['reception'],
  );
  const router = Router();
  router.post(
    webhookPath,
    express.raw({ type: () => true, limit: bodyLimit }),
    async (req, res) => {
      const body: unknown = req.body;
      const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const reception = await receiveWebhook(deps, rawBody, req.get('stripe-signature') ?? '');
      received.inc({ reception });
      if (reception === 'refused') {
        throw new Problem('invalid_request', 'This was not signed by Stripe, or too long ago.');
      }
      if (reception === 'unreadable') throw new Problem('invalid_request', 'This is no event.');
      res.status(204).end();
    },
  );
  return router;
}
