import type { Payment } from '@/lib/api/types';
import type { PayNoticeContent } from './pay-notice';
import type { IntentOutcome } from './payment-intent';

/** Where the buyer stands between the form and the outcome; the order itself says the rest. */
export type PaymentStep =
  | { kind: 'entering'; notice: PayNoticeContent | null }
  /** We are asking; the button is pressed. */
  | { kind: 'asking' }
  /** The bank said yes, here or in another tab; the order decides whether the seats are ours. */
  | { kind: 'waiting'; wasElsewhere?: boolean };

export const entering = (notice: PayNoticeContent | null = null): PaymentStep => ({
  kind: 'entering',
  notice,
});

/** A payment without a usable secret is past the card form, or over. */
export const isPastCard = ({ status }: Payment): boolean =>
  status === 'authorised' || status === 'capturing' || status === 'captured';

/** The step an attempt that was just made leads to; a challenge leaves this page instead. */
export function stepAfter(outcome: Exclude<IntentOutcome, { kind: 'challenge' }>): PaymentStep {
  switch (outcome.kind) {
    case 'authorised':
    case 'released':
      return { kind: 'waiting' };
    case 'declined':
      return entering({ kind: 'declined', reason: outcome.reason });
    case 'challenge_left':
      return entering({ kind: 'challenge_open', url: null });
    case 'open':
      return entering({ kind: 'problem', key: 'try_again' });
  }
}

/** The step an earlier attempt left behind, found after a reload or on the way back from the bank. */
export function stepFromEarlier(outcome: IntentOutcome): PaymentStep {
  switch (outcome.kind) {
    case 'challenge':
      return entering({ kind: 'challenge_open', url: outcome.url });
    case 'open':
      return entering();
    default:
      return stepAfter(outcome);
  }
}
