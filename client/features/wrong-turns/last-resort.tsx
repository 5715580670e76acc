'use client';

import { Button } from '@/components/ui/button';
import { localeCookie } from '@/i18n/locales';
import german from '@/messages/de/errors.json';
import english from '@/messages/en/errors.json';

/** The words without a provider: the reader's cookie tells the language, as far as it can be read. */
export function LastResort({ onRetry }: { onRetry: () => void }) {
  const isGerman =
    typeof document !== 'undefined' && document.cookie.includes(`${localeCookie}=de`);
  const { failed } = isGerman ? german : english;
  return (
    <main lang={isGerman ? 'de' : 'en'} className="page-frame grid gap-6 py-24">
      <h1 className="text-2xl">{failed.title}</h1>
      <p className="max-w-prose text-lg text-muted">{failed.lead}</p>
      <div>
        <Button variant="primary" onClick={onRetry}>
          {failed.again}
        </Button>
      </div>
    </main>
  );
}
