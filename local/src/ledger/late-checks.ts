import { type ClockSkew, earliestMs } from './clock-skew.js';
import type { LateMoney } from './late-money.js';
import type { Ledger, Violations } from './ledger.js';

/** Between the database's clock, which decides, and the process's, which dates domain events. */
const clockSlackMs = 1_000;
const lateMsMax = 60_000;
const finalStatuses = new Set(['captured', 'released', 'failed', 'refunded']);

/** I6: nobody wins after the hold, and money does not wait for an order that is over. */
export function noMoneyWaits(
  ledger: Ledger,
  late: readonly LateMoney[],
  skews: readonly ClockSkew[],
): Violations {
  const slow = late.filter(({ waitedMs }) => waitedMs > lateMsMax);
  return [
    ...unfinishedMoney(ledger),
    ...lateWinners(ledger, skews),
    ...slow.map(({ intentId, orderId, waitedMs }) => {
      const seconds = (waitedMs / 1_000).toFixed(1);
      return `I6: ${intentId} of order ${orderId}, which was over, kept its money for ${seconds} s`;
    }),
  ];
}

/** What must still happen to money before all is quiet. */
export function unfinishedMoney({ orders, payments, intents, outbox }: Ledger): Violations {
  const over = new Map(
    orders.filter(({ status }) => status !== 'awaiting_payment').map((order) => [order.id, order]),
  );
  const calledOff = new Set(
    outbox
      .filter(({ event }) => event.type === 'EventCancelled')
      .map(({ event }) => event.aggregateId),
  );
  const waiting = payments.flatMap(({ id, orderId, status }) => {
    const order = over.get(orderId);
    if (order === undefined || finalStatuses.has(status)) return [];
    return [`I6: payment ${id} of ${order.status} order ${orderId} is ${status}`];
  });
  const frozen = intents
    .filter(({ status, orderId }) => status === 'requires_capture' && over.has(orderId ?? ''))
    .map(({ id, orderId }) => `I6: Stripe still holds ${id} for order ${orderId}, which is over`);
  const refunds = orders.flatMap((order) =>
    order.refunds
      .filter(({ status }) => status === 'asked')
      .map(({ id }) => `I6: refund ${id} of order ${order.id} was agreed and is not done`),
  );
  const kept = orders
    .filter(({ status, eventId }) => status === 'complete' && calledOff.has(eventId ?? ''))
    .map(({ id, eventId }) => `I6: order ${id} of the cancelled Event ${eventId} was not refunded`);
  return [...waiting, ...frozen, ...refunds, ...kept];
}

function lateWinners({ orders, outbox }: Ledger, skews: readonly ClockSkew[]): string[] {
  const wonAt = new Map(
    outbox
      .filter(({ event }) => event.type === 'OrderPaymentAccepted')
      .map(({ event }) => [event.aggregateId, earliestMs(Date.parse(event.occurredAt), skews)]),
  );
  return orders
    .filter(({ status }) => status === 'complete' || status === 'refunded')
    .filter(({ id, expiresAt }) => {
      const isInTime = (wonAt.get(id) ?? Infinity) <= expiresAt.getTime() + clockSlackMs;
      return !isInTime;
    })
    .map(({ id }) => `I6: order ${id} completed without having won before its hold ended`);
}
