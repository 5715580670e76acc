'use client';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import { Field, Input, Textarea } from '@/components/ui/field';
import { Stepper } from '@/components/ui/stepper';
import { parseSeats, SEATS_MAX } from './parse-seats';
import type { StepProps } from './step-props';

/** Which places: named seats by pasting, or a number of places without names. */
export function TicketsStep({ draft, change, errorOf }: StepProps) {
  const t = useTranslations('sell.tickets');
  const parsed = parseSeats(draft.seats);
  const kinds = ['seats', 'quantity'] as const;
  return (
    <div className="grid gap-6">
      <div role="radiogroup" aria-label={t('kind')} className="flex flex-wrap gap-2">
        {kinds.map((kind) => (
          <Chip key={kind} asChild selected={draft.places === kind}>
            <label className="has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
              <input
                type="radio"
                name="places"
                className="sr-only"
                checked={draft.places === kind}
                onChange={() => change({ places: kind })}
              />
              {t(`kinds.${kind}`)}
            </label>
          </Chip>
        ))}
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('section')} hint={t('sectionHint')} error={errorOf('section')}>
          <Input
            value={draft.section}
            maxLength={40}
            onChange={(event) => change({ section: event.target.value })}
          />
        </Field>
        {draft.places === 'seats' && (
          <Field label={t('row')} hint={t('rowHint')} error={errorOf('row')}>
            <Input
              value={draft.row}
              maxLength={40}
              onChange={(event) => change({ row: event.target.value })}
            />
          </Field>
        )}
      </div>
      {draft.places === 'seats' ? (
        <>
          <Field label={t('seats')} hint={t('seatsHint')} error={errorOf('seats')}>
            <Textarea
              rows={2}
              value={draft.seats}
              placeholder="A1-A4, B7"
              onChange={(event) => change({ seats: event.target.value })}
            />
          </Field>
          {parsed.kind === 'seats' && (
            <div aria-live="polite" className="grid gap-2">
              <p className="font-semibold">{t('understood', { count: parsed.seats.length })}</p>
              <ul className="flex flex-wrap gap-1.5">
                {parsed.seats.map((seat) => (
                  <li key={seat} className="figures rounded-control bg-sunken px-2 py-0.5 text-sm">
                    {seat}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      ) : (
        <div className="grid justify-items-start gap-1.5">
          <span aria-hidden="true" className="text-sm font-semibold">
            {t('quantity')}
          </span>
          <Stepper
            label={t('quantity')}
            value={draft.quantity}
            max={SEATS_MAX}
            onValueChange={(quantity) => change({ quantity })}
          />
          <p className="text-sm text-muted">{t('quantityHint')}</p>
          {errorOf('quantity') && <p className="text-sm text-danger">{errorOf('quantity')}</p>}
        </div>
      )}
    </div>
  );
}
