import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names';

export interface TimelineEntry {
  key: string;
  title: ReactNode;
  time?: ReactNode;
  detail?: ReactNode;
  /** done: behind us · now: where things stand · next: still to come */
  state: 'done' | 'now' | 'next';
}

const marks: Record<TimelineEntry['state'], string> = {
  done: 'border-ink bg-ink',
  now: 'border-ink bg-accent',
  next: 'border-edge bg-paper',
};

/** What happened, in order, and what is still to come. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="grid">
      {entries.map((entry) => (
        <li
          key={entry.key}
          aria-current={entry.state === 'now' ? 'step' : undefined}
          className="relative grid gap-0.5 border-l-2 border-line pb-6 pl-6 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden="true"
            className={classNames(
              'absolute top-1 -left-2 size-3.5 rounded-full border-2',
              marks[entry.state],
            )}
          />
          <p className={entry.state === 'next' ? 'text-muted' : 'font-semibold'}>{entry.title}</p>
          {entry.time && <p className="figures text-sm text-muted">{entry.time}</p>}
          {entry.detail && <div className="text-sm text-muted">{entry.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
