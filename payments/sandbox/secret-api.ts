import express, { Router } from 'express';
import { balanceRoutes } from './balance/balance-routes.js';
import { chargeRoutes } from './charges/charge-routes.js';
import { accountRoutes } from './connect/account-routes.js';
import { transferRoutes } from './connect/transfer-routes.js';
import { eventRoutes } from './events/event-routes.js';
import type { Render } from './http/answer.js';
import { handleFailures, unrecognized } from './http/handle-failures.js';
import { assertKey, keyOf } from './http/keys.js';
import { createPostOnce } from './http/post-once.js';
import { intentRoutes } from './intents/intent-routes.js';
import { renderIntent } from './intents/render.js';
import { refundRoutes } from './refunds/refund-routes.js';
import type { SandboxParts } from './sandbox-parts.js';
import { controlApi } from './switches/control-api.js';
import { meetFaults } from './switches/meet-faults.js';

/** What a server does with the secret key; the SDK talks to this. */
export function createSecretApi(parts: SandboxParts): Router {
  const { challengeUrl, secretKey, logger } = parts;
  const render: Render = (intent) => renderIntent(intent, challengeUrl);
  const postOnce = createPostOnce(parts, render);
  const router = Router();
  router.use(express.urlencoded({ extended: true, limit: '20kb' }));
  router.use((req, res, next) => {
    res.set('Request-Id', `req_${parts.newRequestId()}`);
    assertKey(keyOf(req), secretKey);
    next();
  });
  router.use(
    controlApi(parts),
    meetFaults(parts.settings, parts.clock),
    eventRoutes(parts),
    intentRoutes(parts, postOnce, render),
    chargeRoutes(parts),
    refundRoutes(parts, postOnce),
    balanceRoutes(parts),
    accountRoutes(parts, postOnce),
    transferRoutes(parts, postOnce),
  );
  router.use(unrecognized);
  router.use(handleFailures(logger, render));
  return router;
}
