import { randomBytes } from 'node:crypto';
import type { Clock } from '@marquee/common/clock';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { BalanceTransactions } from '../balance/balance-transactions.js';
import { chargeIdOf } from '../charges/charge-id.js';
import type { IntentRepository } from '../data/intent.repository.js';
import { newObjectId } from '../data/new-object-id.js';
import { noSuch } from '../http/stripe-failure.js';
import type { SandboxIntent } from './intent.js';
import type { cancelParameters, confirmParameters, createParameters } from './intent-parameters.js';
import { refuseAmount } from './refuse-amount.js';
import { answerChallenge, cancel, capture, confirm, type Outcome } from './transitions.js';

export interface PaymentIntentsDependencies {
  readonly intents: IntentRepository;
  readonly balance: BalanceTransactions;
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
  balance,
  clock,
}: PaymentIntentsDependencies): PaymentIntents {
  async function get(session: ClientSession, id: string): Promise<SandboxIntent> {
    const intent = await intents.find(id, session);
    if (intent === null) throw noSuch('payment_intent', id);
    return intent;
  }

  async function saved(session: ClientSession, { intent, failure }: Outcome): Promise<Outcome> {
    const after = await taken(session, intent);
    await intents.save(after, session);
    return { intent: after, failure };
  }

  /** Money that was just captured is in our balance from now on. */
  async function taken(session: ClientSession, intent: SandboxIntent): Promise<SandboxIntent> {
    if (intent.status !== 'succeeded' || intent.balanceTransaction !== null) return intent;
    const { amountReceived: amount, currency } = intent;
    const source = chargeIdOf(intent);
    return {
      ...intent,
      balanceTransaction: await balance.record(session, {
        type: 'charge',
        amount,
        currency,
        source,
      }),
    };
  }

  const changed = (session: ClientSession, intent: SandboxIntent) =>
    saved(session, { intent, failure: null });

  return {
    async create(session, asked) {
      refuseAmount(asked.amount, asked.currency);
      const intent = newIntent(asked, clock.now());
      if (!asked.confirm) return changed(session, intent);
      return saved(session, confirm(intent, confirmationOf(asked, clock.now())));
    },
    async confirm(session, id, asked) {
      return saved(session, confirm(await get(session, id), confirmationOf(asked, clock.now())));
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
      return (await changed(session, answerChallenge(intent, complete, clock.now()))).intent;
    },
  };
}

function confirmationOf(
  asked: { payment_method?: string | undefined; return_url?: string | undefined },
  now: Date,
) {
  return {
    now,
    paymentMethod: asked.payment_method,
    returnUrl: asked.return_url,
    challengeToken: randomBytes(16).toString('hex'),
  };
}

function newIntent(asked: z.output<typeof createParameters>, createdAt: Date): SandboxIntent {
  const _id = newObjectId('pi');
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
    authorisedAt: null,
    amountRefunded: 0,
    balanceTransaction: null,
    transferGroup: asked.transfer_group ?? null,
    createdAt,
    canceledAt: null,
    cancellationReason: null,
  };
}
