import type { Request, Response } from 'express';
import type { ClientSession } from 'mongoose';
import type { SandboxParts } from '../sandbox-parts.js';
import { type Answer, answerOfFailure, type Render, send } from './answer.js';
import { expanded, expandOf } from './expand.js';
import type { Json } from './json.js';
import { StripeFailure } from './stripe-failure.js';

/** Does the work of a POST and answers it, once per idempotency key. */
export type PostOnce = (
  req: Request,
  res: Response,
  work: (session: ClientSession) => Promise<Json | Answer>,
) => Promise<void>;

export type PostOnceParts = Pick<SandboxParts, 'executeOnce' | 'load' | 'settings'>;

export function createPostOnce(
  { executeOnce, load, settings }: PostOnceParts,
  render: Render,
): PostOnce {
  async function answerOf(
    req: Request,
    session: ClientSession,
    work: (session: ClientSession) => Promise<Json | Answer>,
  ): Promise<Answer> {
    try {
      const done = await work(session);
      const { status, body } = isAnswer(done) ? done : { status: 200, body: done };
      if (status !== 200) return { status, body };
      return { status, body: await expanded(body, expandOf(req.body), (id) => load(id, session)) };
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      return answerOfFailure(error, render);
    }
  }

  return async (req, res, work) => {
    const faults = onlyOnce(async () => {
      if (await settings.take('answer500')) return 'instead';
      return (await settings.take('answer500AfterDoing')) ? 'afterwards' : null;
    });
    const { answer, isReplay } = await executeOnce(req, async (session) => {
      const fault = await faults();
      if (fault === 'instead') return broken;
      const done = await answerOf(req, session, work);
      return fault === null ? done : broken;
    });
    const key = req.get('idempotency-key');
    if (key !== undefined) res.set('Idempotency-Key', key);
    if (isReplay) res.set('Idempotent-Replayed', 'true');
    send(res, answer);
  };
}

const broken: Answer = {
  status: 500,
  body: { error: { type: 'api_error', message: 'Something went wrong on our end.' } },
};

/** A transaction may be tried again; what it met the first time it meets then, too. */
function onlyOnce<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let asked: Promise<Result> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

function isAnswer(done: Json | Answer): done is Answer {
  return typeof done['body'] === 'object' && typeof done['status'] === 'number';
}
