import { refuseForeignOrigin } from '@marquee/common/http';
import express, { type Request, type Response, Router } from 'express';
import { textField } from '../http/keys.js';
import type { SandboxIntent } from '../intents/intent.js';
import type { SandboxParts } from '../sandbox-parts.js';
import { challengeHtml, closedHtml } from './challenge-html.js';
import { failurePage } from './failure-page.js';
import { sendPage } from './send-page.js';

/** The page where a buyer proves to the bank that it is them: "Complete" or "Fail". */
export function createChallengePage(parts: SandboxParts): Router {
  const { database, intents, paymentIntents, publicUrl } = parts;
  const router = Router();
  router.use(
    '/challenge',
    refuseForeignOrigin(publicUrl),
    express.urlencoded({ extended: false, limit: '2kb' }),
  );

  router.get('/challenge/:id', async (req, res) => {
    const intent = await intents.find(req.params.id);
    const token = textField(req.query, 'token');
    if (intent === null || token === undefined || intent.challenge?.token !== token) {
      sendClosed(req, res, intent, token);
      return;
    }
    const origin = intent.challenge.returnUrl === null ? null : new URL(intent.challenge.returnUrl);
    sendPage(req, res, 200, (frame) => challengeHtml(intent, token, frame), origin?.origin);
  });
  router.post('/challenge/:id', async (req, res) => {
    const token = textField(req.body, 'token');
    const outcome = textField(req.body, 'outcome');
    const intent = await intents.find(req.params.id);
    const isOwn = intent !== null && token !== undefined && intent.challenge?.token === token;
    if (!isOwn || (outcome !== 'complete' && outcome !== 'fail')) {
      sendClosed(req, res, intent, token);
      return;
    }
    const answered = await database.transact((session) =>
      paymentIntents.answerChallenge(session, intent._id, outcome === 'complete'),
    );
    const returnUrl = intent.challenge?.returnUrl ?? null;
    if (returnUrl === null)
      sendPage(req, res, 200, (frame) => closedHtml(intent, 'answered', frame));
    else res.redirect(303, withOutcome(returnUrl, answered));
  });
  router.use(
    '/challenge',
    failurePage(parts.logger, (frame) => closedHtml(null, 'unknown', frame)),
  );
  return router;
}

/** Back to the shop, with the parameters that Stripe adds. */
function withOutcome(returnUrl: string, { _id, clientSecret, status }: SandboxIntent): string {
  const url = new URL(returnUrl);
  const failed = status === 'requires_payment_method' || status === 'canceled';
  url.searchParams.set('payment_intent', _id);
  url.searchParams.set('payment_intent_client_secret', clientSecret);
  url.searchParams.set('redirect_status', failed ? 'failed' : 'succeeded');
  return url.toString();
}

/**
 * No open question under this link. 410 where it was answered or is not needed any more; 404 where
 * there never was one to see, or the question that is open now is another.
 */
function sendClosed(
  req: Request,
  res: Response,
  intent: SandboxIntent | null,
  token: string | undefined,
): void {
  const isOver = intent !== null && token !== undefined && intent.status !== 'requires_action';
  if (!isOver || intent.returnUrl === null) {
    sendPage(req, res, 404, (frame) => closedHtml(intent, 'unknown', frame));
    return;
  }
  const reason = intent.status === 'canceled' ? 'cancelled' : 'answered';
  sendPage(req, res, 410, (frame) => closedHtml(intent, reason, frame));
}
