import { type Json, seconds } from '../http/json.js';
import type { SandboxRefund } from './refund.js';

export function renderRefund(refund: SandboxRefund): Json {
  const { failureBalanceTransaction, failureReason } = refund;
  return {
    id: refund._id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: refund.balanceTransaction,
    charge: refund.charge,
    created: seconds(refund.createdAt),
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      type: 'card',
      card: {
        reference_status: 'pending',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
    },
    ...(failureBalanceTransaction !== null && {
      failure_balance_transaction: failureBalanceTransaction,
    }),
    ...(failureReason !== null && { failure_reason: failureReason }),
    metadata: refund.metadata,
    payment_intent: refund.intent,
    payment_method: refund.paymentMethod,
    ...(refund.status === 'pending' && { pending_reason: 'processing' }),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}
