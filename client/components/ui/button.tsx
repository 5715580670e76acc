import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names';

const variants = {
  primary:
    'bg-accent text-on-accent border-accent-edge hover:bg-accent-strong font-semibold active:translate-y-px',
  secondary: 'bg-surface text-ink border-edge hover:bg-sunken font-medium',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken font-medium',
  /** Leads to something that cannot be taken back, and asks once more before it. */
  dangerQuiet: 'bg-transparent text-danger border-transparent hover:bg-danger-soft font-medium',
  /** A choice that is made. */
  selected: 'bg-ink text-paper border-ink hover:opacity-90 font-medium',
  danger: 'bg-danger-fill text-on-danger border-transparent hover:opacity-90 font-semibold',
} as const;

/** Not available now. */
const resting = {
  solid: 'bg-sunken text-muted border-line font-medium',
  quiet: 'bg-transparent text-muted border-transparent opacity-55',
} as const;

const sizes = {
  /** A single icon; give it an `aria-label`. */
  icon: 'size-9 shrink-0',
  small: 'min-h-9 px-3 text-sm gap-1.5',
  medium: 'min-h-11 px-4 text-base gap-2',
  large: 'min-h-13 px-6 text-lg gap-2.5',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Work is under way: the button keeps its width, says so, and cannot be pressed again. */
  pending?: boolean;
  /** Renders the only child (a link, say) with the button's looks. */
  asChild?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  pending = false,
  asChild = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  const looks = classNames(
    'relative inline-flex items-center justify-center rounded-control border text-center select-none',
    'transition-colors duration-150',
    disabled === true && !pending
      ? resting[variant === 'quiet' || variant === 'dangerQuiet' ? 'quiet' : 'solid']
      : variants[variant],
    sizes[size],
    className,
  );
  if (asChild) {
    return (
      <Slot.Root {...rest} className={looks}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      {...rest}
      type={type}
      className={looks}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
    >
      <span
        className={classNames('inline-flex min-w-0 items-center gap-2', pending && 'opacity-25')}
      >
        {children}
      </span>
      {pending && <PendingMark />}
    </button>
  );
}

function PendingMark() {
  return (
    <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
      <span className="size-5 animate-spin rounded-full border-2 border-current border-t-transparent" />
    </span>
  );
}
