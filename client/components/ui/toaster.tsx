'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { classNames } from '@/lib/class-names';
import { type ToastEntry, type ToastTone, toastQueue } from './toast-queue';

export { toast } from './toast-queue';

const SHOWN_MS = 6_000;

const edges: Record<ToastTone, string> = {
  info: 'border-l-edge',
  success: 'border-l-success',
  danger: 'border-l-danger',
};
const none: readonly ToastEntry[] = [];

/** Where toasts appear, politely; mounted once by the layout. Adds no styles that the page's policy forbids. */
export function Toaster() {
  const t = useTranslations('common');
  const entries = useSyncExternalStore(toastQueue.subscribe, toastQueue.entries, () => none);
  return (
    <section
      aria-label={t('toast')}
      aria-live="polite"
      className="no-print fixed right-4 bottom-4 left-4 z-50 grid gap-3 sm:left-auto sm:w-96"
    >
      {entries.map((entry) => (
        <Toast key={entry.id} entry={entry} closeLabel={t('close')} />
      ))}
    </section>
  );
}

/** Goes by itself, but not while somebody reads it with the pointer or the keyboard on it. */
function Toast({ entry, closeLabel }: { entry: ToastEntry; closeLabel: string }) {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => toastQueue.dismiss(entry.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, entry.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is operated here, reading only stops the clock
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className={classNames(
        'animate-enter flex items-start gap-3 rounded-card border border-l-4 border-line bg-surface p-4 text-ink shadow-floating',
        edges[entry.tone],
      )}
    >
      <div className="grid flex-1 gap-0.5">
        <p className="font-semibold">{entry.message}</p>
        {entry.detail && <p className="text-sm text-muted">{entry.detail}</p>}
      </div>
      <button
        type="button"
        aria-label={closeLabel}
        onClick={() => toastQueue.dismiss(entry.id)}
        className="-m-1 p-1"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
