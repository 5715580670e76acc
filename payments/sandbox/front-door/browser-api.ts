import { timingSafeEqual } from 'node:crypto';
import { refuseForeignOrigin } from '@marquee/common/http';
import express, { type Request, Router } from 'express';
import { answerOf, answerOfFailure, type Render, send } from '../http/answer.js';
import { handleFailures, unrecognized } from '../http/handle-failures.js';
import { assertKey, keyOf, textField } from '../http/keys.js';
import { parametersOf } from '../http/parameters.js';
import { invalidRequest, noSuch, StripeFailure } from '../http/stripe-failure.js';
import type { SandboxIntent } from '../intents/intent.js';
import { confirmParameters } from '../intents/intent-parameters.js';
import { renderIntentForBrowser } from '../intents/render.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { declineBySwitch } from '../switches/decline-by-switch.js';

/**
 * What a browser may do with the publishable key and one intent's client secret: read it, confirm
 * it. Of Stripe's own API nothing else is behind the front door.
 */
export function createBrowserApi(parts: SandboxParts): Router {
  const { paymentIntents, executeOnce, publishableKey, logger } = parts;
  const render: Render = (intent) => renderIntentForBrowser(intent, parts.challengeUrl);
  const router = Router();
  router.use(
    '/v1',
    refuseForeignOrigin(parts.publicUrl),
    express.urlencoded({ extended: true, limit: '20kb' }),
    (req, _res, next) => {
      assertKey(keyOf(req), publishableKey);
      next();
    },
  );

  router.get('/v1/payment_intents/:id', async (req, res) => {
    send(res, answerOf(await getOwn(parts, req.params.id, req), render));
  });
  router.post('/v1/payment_intents/:id/confirm', async (req, res) => {
    const given = parametersOf(confirmParameters, req.body);
    await getOwn(parts, req.params.id, req);
    const asked = await declineBySwitch(parts.settings, given);
    const { answer } = await executeOnce(req, async (session) => {
      try {
        const { intent, failure } = await paymentIntents.confirm(session, req.params.id, asked);
        return failure === null ? answerOf(intent, render) : answerOfFailure(failure, render);
      } catch (error) {
        if (!(error instanceof StripeFailure)) throw error;
        return answerOfFailure(error, render);
      }
    });
    send(res, answer);
  });
  router.use('/v1', unrecognized);
  router.use('/v1', handleFailures(logger, render));
  return router;
}

/** The intent whose client secret the caller holds; to everybody else it does not exist. */
async function getOwn(parts: SandboxParts, id: string, req: Request): Promise<SandboxIntent> {
  const given = textField(req.body, 'client_secret') ?? textField(req.query, 'client_secret');
  if (given === undefined) {
    const message = 'Missing required param: client_secret.';
    throw invalidRequest(message, { code: 'parameter_missing', param: 'client_secret' });
  }
  const intent = await parts.intents.find(id);
  if (intent === null || !same(given, intent.clientSecret)) throw noSuch('payment_intent', id);
  return intent;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
