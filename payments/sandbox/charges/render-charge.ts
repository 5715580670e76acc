import { type Json, seconds } from '../http/json.js';
import type { SandboxIntent } from '../intents/intent.js';
import { findTestCard } from '../intents/test-cards.js';
import { chargeIdOf } from './charge-id.js';

/** The charge of an intent that was authorised, in Stripe's shape. */
export function renderCharge(intent: SandboxIntent, authorisedAt: Date): Json {
  const captured = intent.amountReceived > 0;
  // What was authorised and never captured is given back when the intent ends.
  const released = intent.status === 'canceled' ? intent.amount : 0;
  // So is the rest, when less was captured.
  const rest = captured ? intent.amount - intent.amountReceived : 0;
  const amountRefunded = intent.amountRefunded + released + rest;
  return {
    id: chargeIdOf(intent),
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amountReceived,
    amount_refunded: amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: intent.balanceTransaction,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'MARQUEE',
    captured,
    created: seconds(authorisedAt),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: intent._id,
    payment_method: intent.paymentMethod,
    payment_method_details: { type: 'card', card: cardOf(intent) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: amountRefunded >= intent.amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transferGroup,
  };
}

function cardOf({ paymentMethod, amount }: SandboxIntent): Json {
  const card = findTestCard(paymentMethod ?? '');
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: card?.brand ?? 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    exp_month: 12,
    exp_year: 2040,
    extended_authorization: { status: 'disabled' },
    fingerprint: null,
    funding: 'credit',
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card?.last4 ?? '4242',
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card?.brand ?? 'visa',
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    wallet: null,
  };
}
