import type { StoredObject } from '../data/object.repository.js';
import { invalidRequest } from '../http/stripe-failure.js';

export interface SandboxTransfer extends StoredObject {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly sourceTransaction: string | null;
  readonly transferGroup: string | null;
  readonly balanceTransaction: string;
  /** Newest first, as Stripe shows them. */
  readonly reversals: readonly TransferReversal[];
}

export interface TransferReversal {
  readonly id: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly balanceTransaction: string;
  readonly createdAt: Date;
}

export function amountReversed({ reversals }: SandboxTransfer): number {
  return reversals.reduce((sum, { amount }) => sum + amount, 0);
}

/** Throws what Stripe answers when so much cannot be taken back. Returns how much it is. */
export function reversibleAmount(transfer: SandboxTransfer, asked: number | undefined): number {
  const left = transfer.amount - amountReversed(transfer);
  if (left === 0) {
    throw invalidRequest(`Transfer ${transfer._id} has already been fully reversed.`);
  }
  const amount = asked ?? left;
  if (amount < 1) {
    const code = 'parameter_invalid_integer';
    throw invalidRequest('Invalid positive integer', { code, param: 'amount' });
  }
  if (amount > left) {
    throw invalidRequest(
      `Reversal amount (${amount}) is greater than the unreversed amount of the transfer (${left}).`,
      { param: 'amount' },
    );
  }
  return amount;
}
