import { between } from '@marquee/common/fault-point';
import type { PayoutRow } from '../data/payout.model.js';
import { type CallFailure, tried } from '../stripe/call-failure.js';
import type { FoundTransfer } from '../stripe/connect.js';
import type { PayoutDependencies } from './payout-dependencies.js';

type Answer<T> = { readonly value: T } | { readonly failure: CallFailure };

/** Asks for the transfer that the row fixed, under the key of its attempt. */
export function sendTransfer(
  { connect, faultPoint }: PayoutDependencies,
  row: PayoutRow,
): Promise<Answer<FoundTransfer>> {
  const { _id: payoutId, sellerId, amount, currency, accountId, attempt } = row;
  if (amount === undefined || accountId === undefined)
    throw new Error(`payout ${payoutId} has no amount or no account`);
  const call = { payoutId, sellerId, amount: { amount, currency }, accountId, attempt };
  return tried(between(faultPoint, 'transfer', () => connect.transfer(call)));
}

/** Whether an attempt without an answer was made after all. */
export function lookForTransfer(
  { connect, faultPoint }: PayoutDependencies,
  { _id }: PayoutRow,
): Promise<Answer<FoundTransfer | null>> {
  return tried(between(faultPoint, 'find-transfer', () => connect.findTransfer(_id)));
}
