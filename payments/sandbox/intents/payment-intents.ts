import { randomBytes } from 'node:crypto';
import type { Clock } from '@marquee/common/clock';
import { newId } from '@marquee/common/ids';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { IntentRepository } from '../data/intent.repository.js';
import type { cancelParameters, confirmParameters, createParameters } from '../http/parameters.js';
import { noSuchIntent } from '../http/stripe-failure.js';
import type { SandboxIntent } from './intent.js';
import { refuseAmount } from './refuse-amount.js';
import { answerChallenge, cancel, capture, confirm, type Outcome } from './transitions.js';

export interface PaymentIntentsDependencies {
  readonly intents: IntentRepository;
  readonly clock: Clock;
}

/** What can be done to PaymentIntents, each in the caller's transaction. */
export interface PaymentIntents {
  create(session: ClientSession, asked: z.output<typeof createParameters>): Promise<Outcome>;
  confirm(
    session: ClientSession,
    id: string,
    asked: Pick<z.output<typeof confirmParameters>, 'payment_method' | 'return_url'>,
  ): Promise<Outcome>;
  capture(session: ClientSession, id: string, amount: number | undefined): Promise<Outcome>;
  cancel(
    session: ClientSession,
    id: string,
    asked: z.output<typeof cancelParameters>,
  ): Promise<Outcome>;
  answerChallenge(session: ClientSession, id: string, complete: boolean): Promise<SandboxIntent>;
}

export function createPaymentIntents({
  intents,
  clock,
}: PaymentIntentsDependencies): PaymentIntents {
  async function get(session: ClientSession, id: string): Promise<SandboxIntent> {
    const intent = await intents.find(id, session);
    if (intent === null) throw noSuchIntent(id);
    return intent;
  }

  async function saved(session: ClientSession, outcome: Outcome): Promise<Outcome> {
    await intents.save(outcome.intent, session);
    return outcome;
  }

  const changed = (session: ClientSession, intent: SandboxIntent) =>
    saved(session, { intent, failure: null });

  return {
    async create(session, asked) {
      refuseAmount(asked.amount, asked.currency);
      const intent = newIntent(asked, clock.now());
      if (!asked.confirm) return changed(session, intent);
      return saved(session, confirm(intent, confirmationOf(asked)));
    },
    async confirm(session, id, asked) {
      return saved(session, confirm(await get(session, id), confirmationOf(asked)));
    },
    async capture(session, id, amount) {
      return changed(session, capture(await get(session, id), amount));
    },
    async cancel(session, id, { cancellation_reason: reason }) {
      return changed(session, cancel(await get(session, id), reason ?? null, clock.now()));
    },
    async answerChallenge(session, id, complete) {
      const intent = await get(session, id);
      if (intent.status !== 'requires_action') return intent;
      return (await changed(session, answerChallenge(intent, complete))).intent;
    },
  };
}

function confirmationOf(asked: {
  payment_method?: string | undefined;
  return_url?: string | undefined;
}) {
  return {
    paymentMethod: asked.payment_method,
    returnUrl: asked.return_url,
    challengeToken: randomBytes(16).toString('hex'),
  };
}

function newIntent(asked: z.output<typeof createParameters>, createdAt: Date): SandboxIntent {
  // In the order of time, so that lists page by id.
  const _id = `pi_${newId().replaceAll('-', '')}`;
  const paymentMethod = asked.payment_method ?? null;
  return {
    _id,
    clientSecret: `${_id}_secret_${randomBytes(15).toString('hex')}`,
    amount: asked.amount,
    currency: asked.currency,
    status: paymentMethod === null ? 'requires_payment_method' : 'requires_confirmation',
    captureMethod: asked.capture_method === 'manual' ? 'manual' : 'automatic',
    description: asked.description ?? null,
    metadata: asked.metadata,
    automaticPaymentMethods: asked.automatic_payment_methods ?? null,
    paymentMethod,
    lastPaymentError: null,
    challenge: null,
    returnUrl: null,
    amountReceived: 0,
    createdAt,
    canceledAt: null,
    cancellationReason: null,
  };
}
