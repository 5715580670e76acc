import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names';

const tones = {
  neutral: { looks: 'bg-sunken text-muted', mark: '○' },
  live: { looks: 'bg-live-soft text-live', mark: '●' },
  success: { looks: 'bg-success-soft text-success', mark: '✓' },
  warning: { looks: 'bg-warning-soft text-warning', mark: '◐' },
  danger: { looks: 'bg-danger-soft text-danger', mark: '×' },
} as const;

export type StatusTone = keyof typeof tones;

/** A state in a word and a shape; colour only repeats it. */
export function StatusBadge({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const { looks, mark } = tones[tone];
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap',
        looks,
      )}
    >
      <span aria-hidden="true">{mark}</span>
      {children}
    </span>
  );
}
