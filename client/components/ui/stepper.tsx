'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';

export interface StepperProps {
  label: string;
  value: number;
  min?: number;
  max: number;
  onValueChange: (value: number) => void;
  name?: string;
}

/** A small number with a button on each side; arrow keys work on the number itself. */
export function Stepper({ label, value, min = 1, max, onValueChange, name }: StepperProps) {
  const t = useTranslations('common.stepper');
  const set = (next: number) => onValueChange(Math.min(max, Math.max(min, next)));
  return (
    <fieldset className="inline-flex items-center gap-1 rounded-control border border-edge bg-surface p-1">
      <legend className="sr-only">{label}</legend>
      <Button
        variant="quiet"
        size="icon"
        aria-label={t('fewer', { label })}
        disabled={value <= min}
        onClick={() => set(value - 1)}
      >
        <Minus aria-hidden="true" className="size-4" />
      </Button>
      <input
        type="number"
        inputMode="numeric"
        name={name}
        aria-label={label}
        min={min}
        max={max}
        value={value}
        onChange={(change) => {
          const typed = Number.parseInt(change.target.value, 10);
          if (Number.isInteger(typed)) set(typed);
        }}
        className="figures w-9 appearance-none bg-transparent text-center font-display text-lg font-bold [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
      />
      <Button
        variant="quiet"
        size="icon"
        aria-label={t('more', { label })}
        disabled={value >= max}
        onClick={() => set(value + 1)}
      >
        <Plus aria-hidden="true" className="size-4" />
      </Button>
    </fieldset>
  );
}
