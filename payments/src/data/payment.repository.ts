import type { OrderId, PaymentId, UserId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import { isDuplicateKey } from '@marquee/common/mongo';
import type { ClientSession } from 'mongoose';
import type { PaymentFacts } from '../domain/payment.js';
import { type PaymentRow, paymentModel } from './payment.model.js';

/** A row and the database's time when it was read. */
export type ReadPayment = PaymentRow & { readonly readAt: Date };

export interface InsertOptions {
  readonly leaseMs: number;
  readonly correlationId: string;
  readonly feeBasisPoints: number;
}

export interface PaymentRepository {
  find(id: PaymentId): Promise<ReadPayment | null>;
  /** The payment that stands for the order, if there is one. */
  findCurrentOf(orderId: OrderId): Promise<ReadPayment | null>;
  findAll(session: ClientSession, ids: readonly PaymentId[]): Promise<readonly PaymentRow[]>;
  /** Newest first, from before that payment on; those of another buyer are not among them. */
  listOf(
    orderId: OrderId,
    page: { readonly buyerId: UserId; readonly before: PaymentId | null; readonly limit: number },
  ): Promise<ReadPayment[]>;
  /** Writes the row, leased to the caller; null when the order already has a current payment. */
  tryInsert(facts: PaymentFacts, options: InsertOptions): Promise<PaymentRow | null>;
  /** The order has spoken: the next step of its unfinished payments is due now. */
  wake(session: ClientSession, orderIds: readonly OrderId[]): Promise<void>;
  /** The order asks for money: also what was captured is looked at again. */
  wakeCaptured(session: ClientSession, orderIds: readonly OrderId[]): Promise<void>;
  /** The buyer says something happened at Stripe: look soon, but not more often than `pauseMs`. */
  hint(id: PaymentId, pauseMs: number): Promise<void>;
  /** Stripe says so: look now. Nothing is done about a payment that we do not know. */
  hintAbout(session: ClientSession, subject: HintSubject): Promise<void>;
  /** Also one that has come to rest with money that was taken: something may have come back. */
  lookAgain(subject: HintSubject, session?: ClientSession): Promise<void>;
}

/** The payment by our id or by Stripe's, whichever is known. */
export interface HintSubject {
  readonly paymentId?: string | undefined;
  readonly intentId?: string | undefined;
}

export function createPaymentRepository(database: Database): PaymentRepository {
  const rows = paymentModel(database.connection);

  async function readOne(filter: Record<string, unknown>): Promise<ReadPayment | null> {
    const [row] = await rows.aggregate<ReadPayment>([
      { $match: filter },
      { $limit: 1 },
      { $set: { readAt: '$$NOW' } },
    ]);
    return row ?? null;
  }

  async function wakeAll(
    session: ClientSession,
    orderIds: readonly OrderId[],
    which: Record<string, unknown>,
  ): Promise<void> {
    await rows.updateMany(
      { orderId: { $in: [...orderIds] }, ...which },
      [
        {
          $set: {
            nextStepAt: { $max: ['$$NOW', '$leaseUntil'] },
            looks: 0,
            haste: 'urgent',
            wakes: { $add: ['$wakes', 1] },
            orderWake: { $add: ['$wakes', 1] },
          },
        },
      ],
      { session, updatePipeline: true },
    );
  }

  async function hintOne(
    filter: Record<string, unknown>,
    pauseMs: number,
    session?: ClientSession,
  ): Promise<void> {
    const soon = { $add: [{ $ifNull: ['$lookedAt', '$createdAt'] }, pauseMs] };
    const wanted = { $max: ['$$NOW', '$leaseUntil', soon] };
    // Nobody is looking, and who does next comes as soon: a write would only be in the way of others.
    const isAwaited = {
      $and: [
        { $lte: ['$leaseUntil', '$$NOW'] },
        { $gt: ['$nextStepAt', null] },
        { $lte: ['$nextStepAt', wanted] },
        { $ne: ['$haste', 'scheduled'] },
        { $eq: ['$looks', 0] },
      ],
    };
    await rows.updateOne(
      { ...filter, $expr: { $not: [isAwaited] } },
      [
        {
          $set: {
            nextStepAt: { $min: ['$nextStepAt', wanted] },
            looks: 0,
            // What its order wants goes first, and is not slower for being asked about.
            haste: { $cond: [{ $eq: ['$haste', 'urgent'] }, 'urgent', 'hinted'] },
            wakes: { $add: ['$wakes', 1] },
          },
        },
      ],
      session === undefined ? { updatePipeline: true } : { updatePipeline: true, session },
    );
  }

  return {
    find: (id) => readOne({ _id: id }),
    findCurrentOf: (orderId) => readOne({ orderId, current: true }),
    listOf: (orderId, { buyerId, before, limit }) =>
      rows.aggregate<ReadPayment>([
        { $match: { orderId, buyerId, ...(before !== null && { _id: { $lt: before } }) } },
        { $sort: { _id: -1 } },
        { $limit: limit },
        { $set: { readAt: '$$NOW' } },
      ]),
    findAll: (session, ids) =>
      rows.find({ _id: { $in: [...ids] } }, null, { session }).lean<PaymentRow[]>(),
    async tryInsert({ id, ...facts }, { leaseMs, correlationId, feeBasisPoints }) {
      const row = {
        ...facts,
        feeBasisPoints,
        correlationId,
        state: { status: 'created' },
        current: true,
        version: 0,
        revision: 1,
        attempts: { create: 0, capture: 0, cancel: 0 },
        captureRefusals: 0,
        misses: 0,
        refunds: [],
        looks: 0,
        wakes: 0,
        haste: 'urgent',
      };
      const leaseUntil = { $add: ['$$NOW', leaseMs] };
      const times = {
        createdAt: '$$NOW',
        leasedAt: '$$NOW',
        leaseUntil,
        nextStepAt: leaseUntil,
      };
      try {
        return await rows
          .findOneAndUpdate(
            { _id: id },
            [{ $replaceWith: { $mergeObjects: [{ $literal: { _id: id, ...row } }, times] } }],
            { upsert: true, returnDocument: 'after', updatePipeline: true },
          )
          .lean<PaymentRow>();
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
    wake: (session, orderIds) => wakeAll(session, orderIds, { current: true, ...unfinished }),
    wakeCaptured: (session, orderIds) =>
      wakeAll(session, orderIds, { 'state.status': { $in: ['captured', 'refunding'] } }),
    hint: (id, pauseMs) => hintOne({ _id: id, ...unfinished }, pauseMs),
    async hintAbout(session, subject) {
      const filter = filterOf(subject);
      if (filter !== null) await hintOne({ ...filter, ...unfinished }, 0, session);
    },
    async lookAgain(subject, session) {
      const filter = filterOf(subject);
      if (filter === null) return;
      await hintOne({ ...filter, ...unfinishedOrTaken }, 0, session);
    },
  };
}

const unfinished = { nextStepAt: { $exists: true } };
const unfinishedOrTaken = {
  $or: [unfinished, { 'state.status': { $in: ['captured', 'refunding', 'refunded'] } }],
};

function filterOf({ paymentId, intentId }: HintSubject): Record<string, unknown> | null {
  if (paymentId !== undefined) return { _id: paymentId };
  return intentId === undefined ? null : { 'state.intentId': intentId };
}
