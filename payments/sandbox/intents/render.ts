import { chargeIdOf } from '../charges/charge-id.js';
import { type Json, seconds } from '../http/json.js';
import type { PaymentError, SandboxIntent } from './intent.js';
import { findTestCard } from './test-cards.js';

/** Where the challenge of an intent is answered. */
export type ChallengeUrl = (intent: SandboxIntent) => string;

/** What Stripe shows with the secret key. */
export function renderIntent(intent: SandboxIntent, challengeUrl: ChallengeUrl): Json {
  return {
    ...renderIntentForBrowser(intent, challengeUrl),
    allowed_payment_method_types: null,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    customer: null,
    customer_account: null,
    excluded_payment_method_types: null,
    latest_charge: intent.authorisedAt === null ? null : chargeIdOf(intent),
    managed_payments: null,
    metadata: intent.metadata,
    on_behalf_of: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_record: null,
    review: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_data: null,
    transfer_group: intent.transferGroup,
  };
}

/** What Stripe shows with the publishable key and the client secret: no metadata, no amounts taken. */
export function renderIntentForBrowser(intent: SandboxIntent, challengeUrl: ChallengeUrl): Json {
  return {
    id: intent._id,
    object: 'payment_intent',
    amount: intent.amount,
    automatic_payment_methods: intent.automaticPaymentMethods,
    canceled_at: intent.canceledAt === null ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: 'automatic',
    created: seconds(intent.createdAt),
    currency: intent.currency,
    description: intent.description,
    last_payment_error:
      intent.lastPaymentError === null ? null : renderPaymentError(intent.lastPaymentError),
    livemode: false,
    next_action:
      intent.challenge === null
        ? null
        : {
            type: 'redirect_to_url',
            redirect_to_url: {
              url: challengeUrl(intent),
              return_url: intent.challenge.returnUrl,
            },
          },
    payment_method: intent.status === 'requires_payment_method' ? null : intent.paymentMethod,
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null,
    setup_future_usage: null,
    shipping: null,
    status: intent.status,
  };
}

function renderPaymentError({ code, declineCode, message, paymentMethod }: PaymentError): Json {
  return {
    type: code === 'payment_intent_authentication_failure' ? 'invalid_request_error' : 'card_error',
    code,
    ...(declineCode !== null && { decline_code: declineCode }),
    message,
    payment_method: renderPaymentMethod(paymentMethod),
  };
}

/** Test payment methods have always been there. */
const testCardsSince = 1_577_836_800;

export function renderPaymentMethod(paymentMethod: string): Json {
  const card = findTestCard(paymentMethod);
  return {
    id: paymentMethod,
    object: 'payment_method',
    type: 'card',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      ...{ brand: card?.brand ?? 'unknown', last4: card?.last4 ?? '0000' },
      ...{ country: 'US', display_brand: card?.brand ?? 'other', exp_month: 12, exp_year: 2040 },
      ...{ checks: null, fingerprint: null, funding: 'credit', generated_from: null },
      ...{ networks: null, regulated_status: 'unregulated', wallet: null },
      three_d_secure_usage: { supported: true },
    },
    created: testCardsSince,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
}
