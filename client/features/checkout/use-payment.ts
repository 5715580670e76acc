'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { startPayment } from '@/lib/api/payments.browser';
import { problemKey } from '@/lib/api/problem-words';
import { paths } from '@/lib/paths';
import type { ConfirmCard, PaymentProvider } from './card-form/card-form';
import { payProblemCodes } from './pay-notice';
import { entering, isPastCard, type PaymentStep, stepAfter, stepFromEarlier } from './payment-step';

export interface PaymentFlow {
  step: PaymentStep;
  pay: (confirm: ConfirmCard) => Promise<void>;
}

export interface PaymentFlowOptions {
  provider: PaymentProvider;
  /** Somebody has pressed the button before: here, in another tab, or days ago elsewhere. */
  wasTried: boolean;
  /** Back from a bank's challenge. */
  hasReturned: boolean;
  refreshOrder: () => Promise<void>;
}

const waitingElsewhere: PaymentStep = { kind: 'waiting', wasElsewhere: true };

/**
 * From the press of the button to the point where only the order can answer.
 * Every step may be repeated: the payment is one per order, the intent one per payment.
 */
export function usePayment(
  orderId: string,
  { provider, wasTried, hasReturned, refreshOrder }: PaymentFlowOptions,
): PaymentFlow {
  const [step, setStep] = useState<PaymentStep>(entering());
  const isBusy = useRef(false);

  /** Runs one attempt at a time; whatever fails leads back to the form, with words. */
  const attempt = useCallback(
    async (work: () => Promise<PaymentStep>) => {
      if (isBusy.current) return;
      isBusy.current = true;
      setStep({ kind: 'asking' });
      try {
        setStep(await work());
      } catch (error) {
        setStep(entering({ kind: 'problem', key: problemKey(error, payProblemCodes) }));
      } finally {
        isBusy.current = false;
      }
      await refreshOrder();
    },
    [refreshOrder],
  );

  const resume = useCallback(
    () =>
      attempt(async () => {
        const payment = await startPayment(orderId);
        if (payment.clientSecret === undefined) {
          return isPastCard(payment) ? waitingElsewhere : entering();
        }
        return stepFromEarlier(await provider.retrieve(payment.clientSecret));
      }),
    [attempt, orderId, provider],
  );

  const pay = (confirm: ConfirmCard) =>
    attempt(async () => {
      const payment = await startPayment(orderId);
      if (payment.clientSecret === undefined) {
        if (isPastCard(payment)) return waitingElsewhere;
        return entering({ kind: 'problem', key: 'try_again' });
      }
      const returnUrl = `${window.location.origin}${paths.checkout(orderId)}?returned=1`;
      const outcome = await confirm({ clientSecret: payment.clientSecret, returnUrl });
      if (outcome.kind !== 'challenge') return stepAfter(outcome);
      window.location.assign(outcome.url);
      return { kind: 'asking' };
    });

  useEffect(() => {
    // The provider adds the client secret to the address; it has no business in the history.
    if (hasReturned) window.history.replaceState(null, '', paths.checkout(orderId));
    if (hasReturned || wasTried) void resume();
  }, [hasReturned, wasTried, orderId, resume]);

  return { step, pay };
}
