import { createHash } from 'node:crypto';
import type { Clock } from '@marquee/common/clock';
import { type Database, isDuplicateKey } from '@marquee/common/mongo';
import type { Request } from 'express';
import type { ClientSession } from 'mongoose';
import type { IdempotencyRepository } from '../data/idempotency.repository.js';
import type { Answer } from './answer.js';
import { StripeFailure } from './stripe-failure.js';

/** Stripe forgets keys after a day: the same key then makes a new charge. */
const rememberedMs = 24 * 60 * 60 * 1000;

export interface IdempotencyDependencies {
  readonly database: Database;
  readonly answers: IdempotencyRepository;
  readonly clock: Clock;
}

export interface Executed {
  readonly answer: Answer;
  readonly isReplay: boolean;
}

/** Does the work of a POST once per key: the change and its answer are committed together. */
export type ExecuteOnce = (
  req: Request,
  work: (session: ClientSession) => Promise<Answer>,
) => Promise<Executed>;

export function createExecuteOnce(deps: IdempotencyDependencies): ExecuteOnce {
  const { database, answers, clock } = deps;
  const underWay = new Set<string>();

  async function once(
    key: string,
    fingerprint: string,
    work: (session: ClientSession) => Promise<Answer>,
  ): Promise<Executed> {
    return database.transact(async (session) => {
      const stored = await answers.find(key, session);
      const now = clock.now();
      if (stored !== null && now.getTime() - stored.storedAt.getTime() < rememberedMs) {
        if (stored.fingerprint !== fingerprint) throw otherParameters(key);
        return { answer: { status: stored.status, body: stored.body }, isReplay: true };
      }
      const answer = await work(session);
      await answers.save({ _id: key, fingerprint, storedAt: now, ...answer }, session);
      return { answer, isReplay: false };
    });
  }

  return async (req, work) => {
    const key = req.get('idempotency-key');
    if (key === undefined || key === '') {
      return { answer: await database.transact(work), isReplay: false };
    }
    if (underWay.has(key)) throw inUse(key);
    underWay.add(key);
    try {
      return await once(key, fingerprintOf(req), work);
    } catch (error) {
      // Another process of ours is at the same key.
      if (isDuplicateKey(error)) throw inUse(key);
      throw error;
    } finally {
      underWay.delete(key);
    }
  };
}

function fingerprintOf(req: Request): string {
  const request = JSON.stringify([req.method, req.path, req.body]);
  return createHash('sha256').update(request).digest('hex');
}

function inUse(key: string): StripeFailure {
  return new StripeFailure(
    409,
    'idempotency_error',
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    { code: 'idempotency_key_in_use' },
  );
}

function otherParameters(key: string): StripeFailure {
  return new StripeFailure(
    400,
    'idempotency_error',
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  );
}
