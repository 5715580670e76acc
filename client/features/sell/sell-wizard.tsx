'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { useTerms } from '@/components/money/terms';
import { Button } from '@/components/ui/button';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { steps as allSteps, type Step } from './draft';
import { EventStep } from './event-step';
import { Net } from './net-line';
import { PriceStep } from './price-step';
import { PublishFailure } from './publish-failure';
import { ReviewStep } from './review-step';
import { StepList } from './step-list';
import { TicketsStep } from './tickets-step';
import { useDraft } from './use-draft';
import { useFieldErrors } from './use-field-errors';
import { usePublish } from './use-publish';
import { type FieldProblems, problemsOf } from './validate';

interface SellWizardProps {
  userId: string;
  /** The Event more tickets are listed for; null asks which. */
  event: MarqueeEvent | null;
  suggestions: readonly MarqueeEvent[];
}

/** Four short steps from an Event to tickets on sale. */
export function SellWizard({ userId, event, suggestions }: SellWizardProps) {
  const t = useTranslations('sell');
  const store = useDraft(event);
  const { draft, isReady, change } = store;
  const { isPending, failure, publish } = usePublish(store, userId);
  const [problems, setProblems] = useState<FieldProblems>({});
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const steps: readonly Step[] =
    event === null ? allSteps : allSteps.filter((step) => step !== 'event');
  const index = Math.max(0, steps.indexOf(draft.step));
  const step: Step = steps[index] ?? 'review';
  const errorOf = useFieldErrors(problems, failure?.fields ?? {}, draft);

  const goTo = (next: Step) => {
    setProblems({});
    change({ step: next });
    form.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (step === 'review') return void publish(draft);
    const found = problemsOf(step, draft, clock.nowMs());
    setProblems(found);
    if (Object.keys(found).length === 0) return goTo(steps[index + 1] ?? 'review');
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  };
  const stepProps = {
    draft,
    errorOf,
    change: (part: Parameters<typeof change>[0]) => {
      setProblems({});
      change(part);
    },
  };
  const isLast = step === 'review';
  // Nobody lists anything before they have seen what they receive.
  const isInTheDark = useTerms() === null && isLast;
  return (
    <form ref={form} noValidate onSubmit={submit} className="grid max-w-2xl scroll-mt-24 gap-8">
      <StepList steps={steps} current={step} onStep={goTo} />
      <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
        {t(`headings.${step}`)}
      </h2>
      <PublishFailure failure={failure} />
      {/* What is chosen or typed before the form listens would be lost without a word. */}
      <fieldset disabled={!isReady} className="grid min-w-0 gap-8">
        {step === 'event' && <EventStep {...stepProps} suggestions={suggestions} />}
        {step === 'tickets' && <TicketsStep {...stepProps} />}
        {step === 'price' && <PriceStep {...stepProps} />}
        {isLast && <ReviewStep draft={draft} steps={steps} onStep={goTo} />}
      </fieldset>
      <Net draft={draft} />
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          variant="primary"
          size="large"
          pending={isPending}
          disabled={!isReady || isInTheDark}
        >
          {t(isLast ? 'publish' : 'next')}
        </Button>
        {index > 0 && (
          <Button size="large" onClick={() => goTo(steps[index - 1] ?? step)}>
            {t('back')}
          </Button>
        )}
      </div>
    </form>
  );
}
