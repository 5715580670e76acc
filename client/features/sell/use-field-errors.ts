'use client';
import { useTranslations } from 'next-intl';
import { usePriceText } from '@/components/ui/price';
import type { SellDraft } from './draft';
import type { StepProps } from './step-props';
import { type FieldProblems, PRICE_MAX, PRICE_MIN } from './validate';

/** Our own words for what we found, the server's for what only it could find. */
export function useFieldErrors(
  problems: FieldProblems,
  refused: Partial<Record<string, string>>,
  { currency }: SellDraft,
): StepProps['errorOf'] {
  const t = useTranslations('sell.fieldProblems');
  const missing = useTranslations('sell.missing');
  const priceText = usePriceText();
  return (field) => {
    const found = problems[field];
    if (found === undefined) return refused[field];
    if (found.problem === 'missing') return missing(field);
    return t(found.problem, {
      part: found.part ?? '',
      min: priceText({ amount: PRICE_MIN, currency }),
      max: priceText({ amount: PRICE_MAX, currency }),
    });
  };
}
