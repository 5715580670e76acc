import { Router } from 'express';
import { type Answer, answerOf, answerOfFailure, type Render } from '../http/answer.js';
import { getObject, listObjects } from '../http/get-object.js';
import { listParameters, queryOf } from '../http/list-parameters.js';
import { parametersOf } from '../http/parameters.js';
import type { PostOnce } from '../http/post-once.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { declineBySwitch } from '../switches/decline-by-switch.js';
import {
  cancelParameters,
  captureParameters,
  confirmParameters,
  createParameters,
} from './intent-parameters.js';
import type { Outcome } from './transitions.js';

export function intentRoutes(
  parts: Pick<SandboxParts, 'paymentIntents' | 'intents' | 'load' | 'settings'>,
  postOnce: PostOnce,
  render: Render,
): Router {
  const { paymentIntents, intents, load, settings } = parts;
  const answered = ({ intent, failure }: Outcome): Answer =>
    failure === null ? answerOf(intent, render) : answerOfFailure(failure, render);
  const router = Router();
  router.post('/v1/payment_intents', async (req, res) => {
    const given = parametersOf(createParameters, req.body);
    const asked = given.confirm ? await declineBySwitch(settings, given) : given;
    await postOnce(req, res, async (session) =>
      answered(await paymentIntents.create(session, asked)),
    );
  });
  router.get('/v1/payment_intents', async (req, res) => {
    const asked = parametersOf(listParameters, queryOf(req.query));
    await listObjects(req, res, { rows: intents, render, load }, asked);
  });
  router.get('/v1/payment_intents/:id', (req, res) =>
    getObject(req, res, { load, object: 'payment_intent' }),
  );
  router.post('/v1/payment_intents/:id/confirm', async (req, res) => {
    const given = parametersOf(confirmParameters, req.body);
    const asked = await declineBySwitch(settings, given);
    await postOnce(req, res, async (session) =>
      answered(await paymentIntents.confirm(session, req.params.id, asked)),
    );
  });
  router.post('/v1/payment_intents/:id/capture', async (req, res) => {
    const { amount_to_capture: amount } = parametersOf(captureParameters, req.body);
    await postOnce(req, res, async (session) =>
      answered(await paymentIntents.capture(session, req.params.id, amount)),
    );
  });
  router.post('/v1/payment_intents/:id/cancel', async (req, res) => {
    const asked = parametersOf(cancelParameters, req.body);
    await postOnce(req, res, async (session) =>
      answered(await paymentIntents.cancel(session, req.params.id, asked)),
    );
  });
  return router;
}
