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

export type PostOnceParts = Pick<SandboxParts, 'executeOnce' | 'load'>;

export function createPostOnce({ executeOnce, load }: PostOnceParts, render: Render): PostOnce {
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
    const { answer, isReplay } = await executeOnce(req, (session) => answerOf(req, session, work));
    const key = req.get('idempotency-key');
    if (key !== undefined) res.set('Idempotency-Key', key);
    if (isReplay) res.set('Idempotent-Replayed', 'true');
    send(res, answer);
  };
}

function isAnswer(done: Json | Answer): done is Answer {
  return typeof done['body'] === 'object' && typeof done['status'] === 'number';
}
