import { Search } from 'lucide-react';
import Form from 'next/form';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DateTimeInput } from '@/components/ui/date-time-input';
import { Field, Input } from '@/components/ui/field';
import { paths } from '@/lib/paths';

export interface SearchFormProps {
  q?: string;
  city?: string;
  from?: string;
  /** Filters that are kept while the words change. */
  kept?: Readonly<Record<string, string | undefined>>;
  children?: ReactNode;
}

/** What, where, when. A plain form: it works before scripts do, and its answer has an address. */
export function SearchForm({ q, city, from, kept = {}, children }: SearchFormProps) {
  const t = useTranslations('search.form');
  return (
    <Form
      action={paths.search()}
      role="search"
      className="grid gap-3 rounded-card border border-line bg-surface p-4 shadow-raised sm:grid-cols-2 sm:p-5 lg:grid-cols-[2fr_1fr_1fr_auto] lg:items-end"
    >
      <Field label={t('what')} className="sm:max-lg:col-span-2">
        <Input type="search" name="q" defaultValue={q} placeholder={t('whatExample')} />
      </Field>
      <div className="contents max-sm:grid max-sm:grid-cols-2 max-sm:gap-3">
        <Field label={t('where')}>
          <Input name="city" defaultValue={city} placeholder={t('whereExample')} />
        </Field>
        <Field label={t('when')}>
          <DateTimeInput kind="date" name="from" defaultValue={from} />
        </Field>
      </div>
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
      <Button type="submit" variant="primary" className="sm:max-lg:col-span-2 lg:px-6">
        <Search aria-hidden="true" className="size-5" />
        {t('submit')}
      </Button>
    </Form>
  );
}
