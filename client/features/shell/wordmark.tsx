import { classNames } from '@/lib/class-names';

/** The name under its row of bulbs. */
export function Wordmark({ name, className }: { name: string; className?: string }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-2.5 font-display text-lg font-extrabold tracking-tight',
        className,
      )}
    >
      <svg viewBox="0 0 30 24" className="h-6 w-auto" aria-hidden="true">
        <path d="M2 22V4l13 11L28 4v18" fill="none" stroke="currentColor" strokeWidth="4" />
        {[
          [2, 4],
          [8.5, 9.5],
          [15, 15],
          [21.5, 9.5],
          [28, 4],
        ].map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="2" className="fill-accent" />
        ))}
      </svg>
      {name}
    </span>
  );
}
