import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names';

export interface ChipProps extends ComponentProps<'span'> {
  /** The chip stands for a choice that is made. */
  selected?: boolean;
  asChild?: boolean;
}

/** A small word that groups or filters; with `asChild` it is a link or a button. */
export function Chip({ selected = false, asChild = false, className, ...rest }: ChipProps) {
  const Element = asChild ? Slot.Root : 'span';
  return (
    <Element
      {...rest}
      className={classNames(
        'inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3.5 text-sm font-medium whitespace-nowrap transition-colors duration-150',
        selected ? 'border-ink bg-ink text-paper' : 'border-line bg-surface text-ink',
        asChild && !selected && 'hover:border-edge hover:bg-sunken',
        className,
      )}
    />
  );
}
