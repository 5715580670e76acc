import type { StripeElements } from '@stripe/stripe-js';
import { confirmWithStripe, type StripePayments } from './stripe-intents';

const elements = {} as StripeElements;
const request = { clientSecret: 'pi_1_secret_x', returnUrl: 'https://marquee.example/back' };

/** Stripe's script at the seam: answers what its documentation says it answers. */
function stripeThatAnswers(answers: { confirm: object; retrieve?: object }) {
  const calls: object[] = [];
  const stripe = {
    confirmPayment: async (call: object) => {
      calls.push(call);
      return answers.confirm;
    },
    retrievePaymentIntent: async () => answers.retrieve ?? {},
  } as unknown as StripePayments;
  return { stripe, calls };
}

const confirm = (answers: { confirm: object; retrieve?: object }) =>
  confirmWithStripe(stripeThatAnswers(answers).stripe, elements, request);

describe('confirming with Stripe', () => {
  it('stays in this page unless the bank needs another', async () => {
    const { stripe, calls } = stripeThatAnswers({
      confirm: { paymentIntent: { id: 'pi_1', status: 'requires_capture' } },
    });
    expect(await confirmWithStripe(stripe, elements, request)).toEqual({ kind: 'authorised' });
    expect(calls).toEqual([
      {
        elements,
        clientSecret: 'pi_1_secret_x',
        confirmParams: { return_url: 'https://marquee.example/back' },
        redirect: 'if_required',
      },
    ]);
  });

  it('a declined card and a failed challenge are words, not errors', async () => {
    const declined = { type: 'card_error', code: 'card_declined', decline_code: 'expired_card' };
    expect(await confirm({ confirm: { error: declined } })).toEqual({
      kind: 'declined',
      reason: 'expired_card',
    });
    const failed = {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
    };
    expect(await confirm({ confirm: { error: failed } })).toEqual({
      kind: 'declined',
      reason: 'authentication_failed',
    });
  });

  it('an intent that another tab has moved on is read, not guessed', async () => {
    const error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' };
    const retrieve = { paymentIntent: { id: 'pi_1', status: 'requires_capture' } };
    expect(await confirm({ confirm: { error }, retrieve })).toEqual({ kind: 'authorised' });
  });

  it('a challenge that was left open asks for the card again', async () => {
    const paymentIntent = {
      id: 'pi_1',
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
    };
    expect(await confirm({ confirm: { paymentIntent } })).toEqual({ kind: 'challenge_left' });
  });

  it('no answer is not taken for a refusal', async () => {
    const lost = confirm({ confirm: { error: { type: 'api_connection_error' } } });
    await expect(lost).rejects.toMatchObject({ problem: { code: 'unreachable' } });
  });
});
