'use client';
import { useTranslations } from 'next-intl';
import { Chip } from '@/components/ui/chip';
import type { MarqueeEvent } from '@/lib/api/types';
import { EventPicker } from './event-picker';
import { NewEventFields } from './new-event-fields';
import type { StepProps } from './step-props';

/** Which Event: one that is already here, or a new one. */
export function EventStep(props: StepProps & { suggestions: readonly MarqueeEvent[] }) {
  const t = useTranslations('sell.event');
  const { draft, change } = props;
  const modes = ['existing', 'new'] as const;
  return (
    <div className="grid gap-6">
      <div role="radiogroup" aria-label={t('mode')} className="flex flex-wrap gap-2">
        {modes.map((mode) => (
          <Chip key={mode} asChild selected={draft.mode === mode}>
            <label className="has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
              <input
                type="radio"
                name="mode"
                className="sr-only"
                checked={draft.mode === mode}
                onChange={() => change({ mode })}
              />
              {t(mode)}
            </label>
          </Chip>
        ))}
      </div>
      {draft.mode === 'existing' ? <EventPicker {...props} /> : <NewEventFields {...props} />}
    </div>
  );
}
