import type { Clock } from '@marquee/common/clock';
import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { BalanceTransactions } from '../balance/balance-transactions.js';
import { chargeIdOf, intentIdOf } from '../charges/charge-id.js';
import type { IntentRepository } from '../data/intent.repository.js';
import { newObjectId } from '../data/new-object-id.js';
import type { ObjectRepository } from '../data/object.repository.js';
import type { EventType } from '../events/event.js';
import type { Events } from '../events/events.js';
import { invalidRequest, noSuch } from '../http/stripe-failure.js';
import type { SandboxIntent } from '../intents/intent.js';
import { intentEvents } from '../intents/intent-events.js';
import type { ChallengeUrl } from '../intents/render.js';
import { findTestCard } from '../intents/test-cards.js';
import { refundableAmount, type SandboxRefund } from './refund.js';
import type { refundParameters, updateRefundParameters } from './refund-parameters.js';
import { renderRefund } from './render-refund.js';

export interface RefundsDependencies {
  readonly rows: ObjectRepository<SandboxRefund>;
  readonly intents: IntentRepository;
  readonly balance: BalanceTransactions;
  readonly events: Events;
  readonly challengeUrl: ChallengeUrl;
  readonly clock: Clock;
  /** How long a bank takes to say that a refund failed, or that a pending one arrived. */
  readonly settleMs: number;
}

/** What can be done to refunds, each in the caller's transaction. */
export interface Refunds {
  create(session: ClientSession, asked: z.output<typeof refundParameters>): Promise<SandboxRefund>;
  update(
    session: ClientSession,
    id: string,
    asked: z.output<typeof updateRefundParameters>,
  ): Promise<SandboxRefund>;
  /** Stripe's dashboard can do this; its API cannot. */
  cancel(session: ClientSession, id: string): Promise<SandboxRefund>;
  /** The buyer's bank sends it back, however long ago it arrived. */
  fail(session: ClientSession, id: string): Promise<SandboxRefund>;
  /** The bank has spoken about a refund that waited for it. */
  settle(session: ClientSession, id: string): Promise<void>;
  /** Refunds that the bank has something to say about by now, oldest first. */
  findDue(limit: number): Promise<readonly string[]>;
}

export function createRefunds(deps: RefundsDependencies): Refunds {
  const { rows, intents, balance, events, challengeUrl, clock, settleMs } = deps;

  async function get(session: ClientSession, id: string): Promise<SandboxRefund> {
    const refund = await rows.find(id, session);
    if (refund === null) throw noSuch('refund', id);
    return refund;
  }

  async function save(
    session: ClientSession,
    refund: SandboxRefund,
    types: readonly EventType[],
  ): Promise<SandboxRefund> {
    await rows.save(refund, session);
    const object = renderRefund(refund);
    await events.record(
      session,
      types.map((type) => ({ type, object })),
    );
    return refund;
  }

  /** The charge has given back this much more, or less. */
  async function addToCharge(
    session: ClientSession,
    intent: SandboxIntent,
    amount: number,
  ): Promise<void> {
    const after = { ...intent, amountRefunded: intent.amountRefunded + amount };
    await intents.save(after, session);
    await events.record(session, intentEvents(intent, after, challengeUrl));
  }

  /** The money comes back to us, and may be given to the buyer again. */
  async function undo(
    session: ClientSession,
    refund: SandboxRefund,
    end: { readonly status: 'failed' | 'canceled'; readonly reason: string },
  ): Promise<SandboxRefund> {
    const intent = await intents.find(refund.intent, session);
    if (intent === null) throw new Error(`${refund._id} is of an intent that is gone`);
    await addToCharge(session, intent, -refund.amount);
    const { amount, currency, _id: source } = refund;
    const type = 'refund_failure';
    const back = await balance.record(session, { type, amount, currency, source });
    const ended: SandboxRefund = {
      ...{ ...refund, ...settled, status: end.status },
      ...{ failureBalanceTransaction: back, failureReason: end.reason },
    };
    return save(session, ended, end.status === 'failed' ? failedTypes : ['refund.updated']);
  }

  return {
    async create(session, asked) {
      const intent = await intentOf(session, intents, asked);
      const amount = refundableAmount(intent, asked.amount);
      await addToCharge(session, intent, amount);
      const [_id, { currency }] = [newObjectId('re'), intent];
      const loss = { type: 'refund', amount: -amount, currency, source: _id } as const;
      const refund: SandboxRefund = {
        ...{ _id, createdAt: clock.now(), amount, currency },
        ...{ intent: intent._id, charge: chargeIdOf(intent), paymentMethod: intent.paymentMethod },
        ...{ reason: asked.reason ?? null, metadata: asked.metadata },
        balanceTransaction: await balance.record(session, loss),
        ...{ failureBalanceTransaction: null, failureReason: null },
        ...fateOf(intent, new Date(clock.now().getTime() + settleMs)),
      };
      return save(session, refund, ['refund.created']);
    },
    async update(session, id, { metadata }) {
      const refund = await get(session, id);
      return save(session, { ...refund, metadata: { ...refund.metadata, ...metadata } }, [
        'refund.updated',
      ]);
    },
    async cancel(session, id) {
      const refund = await get(session, id);
      if (refund.status !== 'pending') {
        throw invalidRequest(`A refund with a status of ${refund.status} cannot be canceled.`);
      }
      return undo(session, refund, { status: 'canceled', reason: 'merchant_request' });
    },
    async fail(session, id) {
      const refund = await get(session, id);
      if (refund.status !== 'pending' && refund.status !== 'succeeded') {
        throw invalidRequest(`A refund with a status of ${refund.status} cannot fail.`);
      }
      return undo(session, refund, { status: 'failed', reason: 'lost_or_stolen_card' });
    },
    async findDue(limit) {
      const due = { settlesAt: { $lte: clock.now() } };
      const found = await rows.model
        .find(due, { _id: 1 })
        .sort({ settlesAt: 1 })
        .limit(limit)
        .lean();
      return found.map(({ _id }) => _id);
    },
    async settle(session, id) {
      const refund = await get(session, id);
      if (refund.becomes === 'succeeded') {
        await save(session, { ...refund, ...settled, status: 'succeeded' }, ['refund.updated']);
      } else if (refund.becomes === 'failed') {
        await undo(session, refund, { status: 'failed', reason: 'expired_or_canceled_card' });
      }
    },
  };
}

const failedTypes: readonly EventType[] = ['refund.updated', 'refund.failed'];
const settled = { becomes: null, settlesAt: null } as const;

type Fate = Pick<SandboxRefund, 'status' | 'becomes' | 'settlesAt'>;

function fateOf({ paymentMethod }: SandboxIntent, settlesAt: Date): Fate {
  switch (findTestCard(paymentMethod ?? '')?.refunds) {
    case 'pends':
      return { status: 'pending', becomes: 'succeeded', settlesAt };
    case 'fails-later':
      return { status: 'succeeded', becomes: 'failed', settlesAt };
    case 'succeeds':
    case undefined:
      return { status: 'succeeded', ...settled };
  }
}

async function intentOf(
  session: ClientSession,
  intents: IntentRepository,
  { payment_intent: id, charge }: z.output<typeof refundParameters>,
): Promise<SandboxIntent> {
  if ((id === undefined) === (charge === undefined)) {
    const message = 'One of the following params should be provided: payment_intent or charge.';
    throw invalidRequest(message, {
      code: id === undefined ? 'parameter_missing' : 'parameters_exclusive',
    });
  }
  const intent = await intents.find(id ?? intentIdOf(charge ?? ''), session);
  if (intent === null)
    throw id === undefined ? noSuch('charge', charge ?? '') : noSuch('payment_intent', id);
  return intent;
}
