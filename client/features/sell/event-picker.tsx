'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import useSWR from 'swr';
import { useEventTimeText } from '@/components/orders/event-time';
import { EmptyState } from '@/components/ui/empty-state';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { browserGet } from '@/lib/api/browser';
import { withQuery } from '@/lib/api/query';
import type { MarqueeEvent, Page } from '@/lib/api/types';
import type { StepProps } from './step-props';

type EventPickerProps = StepProps & { suggestions: readonly MarqueeEvent[] };

/** Any scheduled Event, found by words; the ones shown first are the reader's own and the newest. */
export function EventPicker({ draft, change, errorOf, suggestions }: EventPickerProps) {
  const t = useTranslations('sell.event');
  const timeText = useEventTimeText();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const { data, error } = useSWR<Page<MarqueeEvent>, Error>(
    wanted === '' ? null : withQuery('/api/events', { q: wanted, limit: 8 }),
    browserGet,
    { keepPreviousData: true },
  );
  const found = wanted === '' ? suggestions : (data?.items ?? suggestions);
  const isChosenElsewhere = draft.event && !found.some(({ id }) => id === draft.event?.id);
  const shown = isChosenElsewhere && draft.event ? [draft.event, ...found] : found;
  const problem = errorOf('event');
  return (
    <div className="grid gap-4">
      <Field label={t('search')} hint={t('searchHint')} error={problem}>
        <Input
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          autoComplete="off"
        />
      </Field>
      {error !== undefined && <Notice kind="warning" title={t('searchFailed')} />}
      {shown.length === 0 && <EmptyState title={t('nothing')}>{t('nothingDetail')}</EmptyState>}
      <fieldset className="grid gap-2">
        <legend className="sr-only">{t('choose')}</legend>
        {shown.map((event) => (
          <label
            key={event.id}
            className="flex items-start gap-3 rounded-card border border-line bg-surface p-4 has-checked:border-ink has-checked:bg-sunken"
          >
            <input
              type="radio"
              name="event"
              className="mt-1 size-5 shrink-0 accent-ink"
              checked={draft.event?.id === event.id}
              onChange={() =>
                change({ event, currency: event.priceFrom?.currency ?? draft.currency })
              }
            />
            <span className="grid">
              <span className="font-semibold">{event.title}</span>
              <span className="text-sm text-muted">
                {timeText(event)} · {event.venue.name}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
