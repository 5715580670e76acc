import { type Json, listOf, seconds } from '../http/json.js';
import { amountReversed, type SandboxTransfer, type TransferReversal } from './transfer.js';

export function renderTransfer(transfer: SandboxTransfer): Json {
  const { _id, amount, reversals } = transfer;
  const reversed = amountReversed(transfer);
  return {
    id: _id,
    object: 'transfer',
    amount,
    amount_reversed: reversed,
    balance_transaction: transfer.balanceTransaction,
    created: seconds(transfer.createdAt),
    currency: transfer.currency,
    description: transfer.description,
    destination: transfer.destination,
    destination_payment: _id.replace(/^tr_/, 'py_'),
    livemode: false,
    metadata: transfer.metadata,
    reversals: listOf(
      `/v1/transfers/${_id}/reversals`,
      reversals.slice(0, 10).map((reversal) => renderReversal(transfer, reversal)),
      reversals.length > 10,
    ),
    reversed: reversed === amount,
    source_transaction: transfer.sourceTransaction,
    source_type: 'card',
    transfer_group: transfer.transferGroup,
  };
}

export function renderReversal(transfer: SandboxTransfer, reversal: TransferReversal): Json {
  return {
    id: reversal.id,
    object: 'transfer_reversal',
    amount: reversal.amount,
    balance_transaction: reversal.balanceTransaction,
    created: seconds(reversal.createdAt),
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: reversal.metadata,
    source_refund: null,
    transfer: transfer._id,
  };
}
