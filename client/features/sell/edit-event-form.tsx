'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toaster';
import { editEvent } from '@/lib/api/seller.browser';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { changedFields, draftOf } from './edit-event';
import { type Failure, failureOf } from './failure';
import { NewEventFields } from './new-event-fields';
import { PublishFailure } from './publish-failure';
import { useFieldErrors } from './use-field-errors';
import { type FieldProblems, problemsOf } from './validate';

/** Changes an Event; only what differs is sent. */
export function EditEventForm({ event }: { event: MarqueeEvent }) {
  const t = useTranslations('sell.edit');
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(event));
  const [problems, setProblems] = useState<FieldProblems>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const errorOf = useFieldErrors(problems, failure?.fields ?? {}, draft);

  const save = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const found = problemsOf('event', draft, clock.nowMs());
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    setFailure(null);
    try {
      await editEvent(event.id, changedFields(event, draft));
      toast.success(t('saved'));
      router.push(paths.sellerView());
      router.refresh();
    } catch (error) {
      setFailure(failureOf(error, false));
      setPending(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(submitted) => void save(submitted)}
      className="grid max-w-2xl gap-8"
    >
      <PublishFailure failure={failure} isEdit />
      <NewEventFields
        draft={draft}
        errorOf={errorOf}
        change={(part) => {
          setProblems({});
          setDraft({ ...draft, ...part });
        }}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="large" pending={isPending}>
          {t('save')}
        </Button>
        <Button size="large" onClick={() => router.push(paths.sellerView())}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
