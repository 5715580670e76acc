'use client';

import type { ComponentProps } from 'react';
import { classNames } from '@/lib/class-names';
import { controlLooks, useFieldControl } from './field';

export interface DateTimeInputProps extends Omit<ComponentProps<'input'>, 'type' | 'value'> {
  /** "2026-12-05T20:00", wall time. Empty while there is none. */
  value?: string;
  /** "date" asks for a day only. */
  kind?: 'date' | 'datetime';
}

/** The platform's own picker: it speaks the reader's language and works by keyboard. */
export function DateTimeInput({ kind = 'datetime', className, ...rest }: DateTimeInputProps) {
  return (
    <input
      {...useFieldControl()}
      {...rest}
      type={kind === 'date' ? 'date' : 'datetime-local'}
      className={classNames(controlLooks, 'figures', className)}
    />
  );
}
