import express, { type Request, type Response, Router } from 'express';
import type { ClientSession } from 'mongoose';
import { answerOf, answerOfFailure, send } from './http/answer.js';
import { handleFailures, unrecognized } from './http/handle-failures.js';
import { assertKey, keyOf } from './http/keys.js';
import {
  cancelParameters,
  captureParameters,
  confirmParameters,
  createParameters,
  listParameters,
  parametersOf,
} from './http/parameters.js';
import { noSuchIntent, StripeFailure } from './http/stripe-failure.js';
import { pageOf } from './intents/page.js';
import { renderIntent } from './intents/render.js';
import type { Outcome } from './intents/transitions.js';
import type { SandboxParts } from './sandbox-parts.js';

/** What a server does with the secret key; the SDK talks to this. */
export function createSecretApi(parts: SandboxParts): Router {
  const { intents, paymentIntents, executeOnce, challengeUrl, secretKey, logger } = parts;
  const render = (intent: Parameters<typeof renderIntent>[0]) => renderIntent(intent, challengeUrl);
  const router = Router();
  router.use(express.urlencoded({ extended: true, limit: '20kb' }));
  router.use((req, res, next) => {
    res.set('Request-Id', `req_${parts.newRequestId()}`);
    assertKey(keyOf(req), secretKey);
    next();
  });

  /** A POST that changes an intent, once per idempotency key. */
  async function change(
    req: Request,
    res: Response,
    work: (session: ClientSession) => Promise<Outcome>,
  ): Promise<void> {
    const { answer, isReplay } = await executeOnce(req, async (session) => {
      try {
        const { intent, failure } = await work(session);
        return failure === null ? answerOf(intent, render) : answerOfFailure(failure, render);
      } catch (error) {
        if (!(error instanceof StripeFailure)) throw error;
        return answerOfFailure(error, render);
      }
    });
    const key = req.get('idempotency-key');
    if (key !== undefined) res.set('Idempotency-Key', key);
    if (isReplay) res.set('Idempotent-Replayed', 'true');
    send(res, answer);
  }

  router.post('/v1/payment_intents', async (req, res) => {
    const asked = parametersOf(createParameters, req.body);
    await change(req, res, (session) => paymentIntents.create(session, asked));
  });
  router.get('/v1/payment_intents', async (req, res) => {
    const asked = parametersOf(listParameters, req.query);
    const { intents: found, hasMore } = await intents.list(pageOf(asked));
    const data = found.map(render);
    send(res, {
      status: 200,
      body: { object: 'list', url: '/v1/payment_intents', has_more: hasMore, data },
    });
  });
  router.get('/v1/payment_intents/:id', async (req, res) => {
    const intent = await intents.find(req.params.id);
    if (intent === null) throw noSuchIntent(req.params.id);
    send(res, answerOf(intent, render));
  });
  router.post('/v1/payment_intents/:id/confirm', async (req, res) => {
    const asked = parametersOf(confirmParameters, req.body);
    await change(req, res, (session) => paymentIntents.confirm(session, req.params.id, asked));
  });
  router.post('/v1/payment_intents/:id/capture', async (req, res) => {
    const { amount_to_capture: amount } = parametersOf(captureParameters, req.body);
    await change(req, res, (session) => paymentIntents.capture(session, req.params.id, amount));
  });
  router.post('/v1/payment_intents/:id/cancel', async (req, res) => {
    const asked = parametersOf(cancelParameters, req.body);
    await change(req, res, (session) => paymentIntents.cancel(session, req.params.id, asked));
  });
  router.use(unrecognized);
  router.use(handleFailures(logger, render));
  return router;
}
