'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DateTimeInput } from '@/components/ui/date-time-input';
import { Field, Input, Textarea } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { categories } from '@/lib/api/types';
import { useHydrated } from '@/lib/use-hydrated';
import { countryChoices, onlyChoice, timeZoneChoices } from './countries';
import type { NewEventDraft } from './draft';
import type { StepProps } from './step-props';
import { zoneOfCountry } from './zone-of-country';

/** A new Event: what, where, when. */
export function NewEventFields({ draft, change, errorOf }: StepProps) {
  const t = useTranslations('sell.event');
  const category = useTranslations('common.category');
  const locale = useLocale();
  const { newEvent } = draft;
  const set = (part: Partial<NewEventDraft>) =>
    change({ newEvent: { ...newEvent, ...part }, event: null });
  const { country, timeZone } = newEvent;
  const isHydrated = useHydrated();
  // The server may know countries and zones of another release than the browser.
  const countries = useMemo(
    () => (isHydrated ? countryChoices(locale) : onlyChoice(country)),
    [isHydrated, locale, country],
  );
  const zones = useMemo(
    () => (isHydrated ? timeZoneChoices(timeZone) : onlyChoice(timeZone)),
    [isHydrated, timeZone],
  );
  return (
    <div className="grid gap-5">
      <Field label={t('title')} error={errorOf('title')}>
        <Input
          value={newEvent.title}
          maxLength={120}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <Field label={t('category')} error={errorOf('category')}>
        <Select
          value={newEvent.category}
          options={categories.map((value) => ({ value, label: category(value) }))}
          onChange={(event) => {
            const chosen = categories.find((value) => value === event.target.value);
            if (chosen !== undefined) set({ category: chosen });
          }}
        />
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')} error={errorOf('description')}>
        <Textarea
          value={newEvent.description}
          maxLength={5_000}
          onChange={(event) => set({ description: event.target.value })}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('venueName')} error={errorOf('venueName')}>
          <Input
            value={newEvent.venueName}
            maxLength={120}
            onChange={(event) => set({ venueName: event.target.value })}
          />
        </Field>
        <Field label={t('city')} error={errorOf('city')}>
          <Input
            value={newEvent.city}
            maxLength={80}
            autoComplete="address-level2"
            onChange={(event) => set({ city: event.target.value })}
          />
        </Field>
        <Field label={t('country')} error={errorOf('country')}>
          <Select
            value={newEvent.country}
            options={[{ value: '', label: t('pick') }, ...countries]}
            onChange={({ target: { value } }) =>
              // The clocks of another place would move the Event by hours, and nobody would see it.
              set({ country: value, timeZone: zoneOfCountry(value) })
            }
          />
        </Field>
        <Field label={t('timeZone')} hint={t('timeZoneHint')} error={errorOf('timeZone')}>
          <Select
            value={newEvent.timeZone}
            options={timeZone === '' ? [{ value: '', label: t('pick') }, ...zones] : zones}
            onChange={(event) => set({ timeZone: event.target.value })}
          />
        </Field>
        <Field label={t('startsAt')} hint={t('startsAtHint')} error={errorOf('startsAt')}>
          <DateTimeInput
            value={newEvent.startsAt}
            onChange={(event) => set({ startsAt: event.target.value })}
          />
        </Field>
        <Field label={t('endsAt')} hint={t('endsAtHint')} error={errorOf('endsAt')}>
          <DateTimeInput
            value={newEvent.endsAt}
            onChange={(event) => set({ endsAt: event.target.value })}
          />
        </Field>
      </div>
    </div>
  );
}
