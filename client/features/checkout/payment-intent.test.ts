import { declineReason, intentIdOf, outcomeOfIntent } from './payment-intent';
import { isPastCard, stepAfter, stepFromEarlier } from './payment-step';

describe('what an intent means for the buyer', () => {
  it.each(['requires_capture', 'processing', 'succeeded'])('%s: the bank said yes', (status) => {
    expect(outcomeOfIntent({ id: 'pi_1', status })).toEqual({ kind: 'authorised' });
  });

  it('a challenge leads to the bank', () => {
    const next_action = { redirect_to_url: { url: '/bank' } };
    expect(outcomeOfIntent({ id: 'pi_1', status: 'requires_action', next_action })).toEqual({
      kind: 'challenge',
      url: '/bank',
    });
  });

  it('a decline is not an end: another card may follow, with words for this one', () => {
    const last_payment_error = { code: 'card_declined', decline_code: 'insufficient_funds' };
    const outcome = outcomeOfIntent({
      id: 'pi_1',
      status: 'requires_payment_method',
      last_payment_error,
    });
    expect(outcome).toEqual({ kind: 'declined', reason: 'insufficient_funds' });
    expect(stepFromEarlier(outcome)).toMatchObject({ kind: 'entering' });
  });

  it('a fresh intent is open, and the form shows no error', () => {
    const outcome = outcomeOfIntent({ id: 'pi_1', status: 'requires_payment_method' });
    expect(outcome).toEqual({ kind: 'open' });
    expect(stepFromEarlier(outcome)).toEqual({ kind: 'entering', notice: null });
  });

  it('money that was released leaves the word to the order', () => {
    expect(outcomeOfIntent({ id: 'pi_1', status: 'canceled' })).toEqual({ kind: 'released' });
    expect(stepAfter({ kind: 'released' })).toEqual({ kind: 'waiting' });
  });

  it('a failed challenge says that the bank could not confirm', () => {
    expect(declineReason({ code: 'payment_intent_authentication_failure' })).toBe(
      'authentication_failed',
    );
  });

  it('a reason we do not know is a plain decline, not a guess', () => {
    expect(declineReason({ code: 'card_declined', decline_code: 'pickup_card' })).toBe('declined');
  });

  it('knows its intent from the client secret', () => {
    expect(intentIdOf('pi_123_secret_abc')).toBe('pi_123');
  });

  it('a payment past the card is waited for, never paid again', () => {
    const payment = { id: 'p', orderId: 'o', amount: { amount: 1, currency: 'EUR' as const } };
    expect(isPastCard({ ...payment, status: 'capturing' })).toBe(true);
    expect(isPastCard({ ...payment, status: 'authorising' })).toBe(false);
  });
});
