'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useEventTimeText } from '@/components/orders/event-time';
import { Button } from '@/components/ui/button';
import { Price } from '@/components/ui/price';
import type { SellDraft, Step } from './draft';
import { parseSeats } from './parse-seats';
import { eventRequest } from './requests';

interface ReviewStepProps {
  draft: SellDraft;
  steps: readonly Step[];
  onStep: (step: Step) => void;
}

/** Everything once more, as buyers will see it, before it is on sale. */
export function ReviewStep({ draft, steps, onStep }: ReviewStepProps) {
  const t = useTranslations('sell.review');
  const timeText = useEventTimeText();
  const event = draft.mode === 'existing' && draft.event ? draft.event : eventRequest(draft);
  const parsed = parseSeats(draft.seats);
  const places =
    draft.places === 'quantity' || parsed.kind !== 'seats'
      ? t('places', { count: draft.quantity })
      : t('seats', { seats: parsed.seats.join(', ') });
  const line = (step: Step, label: string, content: ReactNode) => (
    <div className="grid gap-1 border-b border-line py-4 sm:grid-cols-[8rem_1fr_auto] sm:gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="grid gap-0.5">{content}</dd>
      {steps.includes(step) && (
        <dd>
          <Button
            size="small"
            variant="quiet"
            className="-ml-3 sm:ml-0"
            onClick={() => onStep(step)}
          >
            {t('change')}
            <span className="sr-only">{label}</span>
          </Button>
        </dd>
      )}
    </div>
  );
  return (
    <div className="grid gap-6">
      <dl className="border-t border-line">
        {line(
          'event',
          t('event'),
          <>
            <span className="font-semibold">{event.title}</span>
            <span>{timeText(event)}</span>
            <span className="text-muted">
              {t('timeZone', { zone: event.venue.timeZone.replaceAll('_', ' ') })}
            </span>
            <span className="text-muted">{event.venue.name}</span>
          </>,
        )}
        {line(
          'tickets',
          t('tickets'),
          <>
            <span className="font-semibold">
              {draft.row.trim() === '' || draft.places === 'quantity'
                ? draft.section
                : t('sectionAndRow', { section: draft.section, row: draft.row })}
            </span>
            <span>{places}</span>
          </>,
        )}
        {line(
          'price',
          t('price'),
          draft.amount !== null && (
            <Price
              value={{ amount: draft.amount, currency: draft.currency }}
              className="font-semibold"
            />
          ),
        )}
      </dl>
      <p className="text-muted">{t('promise')}</p>
    </div>
  );
}
