import { randomBytes } from 'node:crypto';
import type { Clock } from '@marquee/common/clock';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { BalanceTransactions } from '../balance/balance-transactions.js';
import { chargeIdOf } from '../charges/charge-id.js';
import type { IntentRepository } from '../data/intent.repository.js';
import { newObjectId } from '../data/new-object-id.js';
import type { Events } from '../events/events.js';
import { noSuch } from '../http/stripe-failure.js';
import type { SandboxIntent } from './intent.js';
import { intentEvents } from './intent-events.js';
import type { cancelParameters, confirmParameters, createParameters } from './intent-parameters.js';
import { refuseAmount } from './refuse-amount.js';
import type { ChallengeUrl } from './render.js';
import { answerChallenge, cancel, capture, confirm, type Outcome } from './transitions.js';

export interface PaymentIntentsDependencies {
  readonly intents: IntentRepository;
  readonly balance: BalanceTransactions;
  readonly events: Events;
  readonly challengeUrl: ChallengeUrl;
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
  /** Ids of intents whose card has been held since before then. */
  findUncaptured(authorisedBefore: Date, limit: number): Promise<readonly string[]>;
  /** Stripe gives up on a capture that never came. */
  expire(session: ClientSession, id: string): Promise<void>;
}

export function createPaymentIntents({
  intents,
  balance,
  events,
  challengeUrl,
  clock,
}: PaymentIntentsDependencies): PaymentIntents {
  async function get(session: ClientSession, id: string): Promise<SandboxIntent> {
    const intent = await intents.find(id, session);
    if (intent === null) throw noSuch('payment_intent', id);
    return intent;
  }

  async function saved(
    session: ClientSession,
    before: SandboxIntent | null,
    { intent, failure }: Outcome,
  ): Promise<Outcome> {
    const after = await taken(session, intent);
    await intents.save(after, session);
    await events.record(session, intentEvents(before, after, challengeUrl));
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

  async function change(
    session: ClientSession,
    id: string,
    to: (intent: SandboxIntent) => SandboxIntent,
  ): Promise<Outcome> {
    const before = await get(session, id);
    return saved(session, before, { intent: to(before), failure: null });
  }

  return {
    async create(session, asked) {
      refuseAmount(asked.amount, asked.currency);
      const intent = newIntent(asked, clock.now());
      const outcome = asked.confirm
        ? confirm(intent, confirmationOf(asked, clock.now()))
        : { intent, failure: null };
      return saved(session, null, outcome);
    },
    async confirm(session, id, asked) {
      const before = await get(session, id);
      return saved(session, before, confirm(before, confirmationOf(asked, clock.now())));
    },
    capture: (session, id, amount) => change(session, id, (intent) => capture(intent, amount)),
    cancel: (session, id, { cancellation_reason: reason }) =>
      change(session, id, (intent) => cancel(intent, reason ?? null, clock.now())),
    async answerChallenge(session, id, complete) {
      const { intent } = await change(session, id, (before) =>
        before.status === 'requires_action'
          ? answerChallenge(before, complete, clock.now())
          : before,
      );
      return intent;
    },
    async findUncaptured(authorisedBefore, limit) {
      const due = { status: 'requires_capture', authorisedAt: { $lt: authorisedBefore } };
      const found = await intents.model.find(due, { _id: 1 }).limit(limit).lean();
      return found.map(({ _id }) => _id);
    },
    async expire(session, id) {
      await change(session, id, (intent) =>
        intent.status === 'requires_capture' ? cancel(intent, 'automatic', clock.now()) : intent,
      );
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
