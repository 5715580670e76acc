import { useLocale } from 'next-intl';
import { formattingLocale } from '@/i18n/formatting-locale';

/** "10%", "12.5 %": a share in basis points, in the reader's way of writing it. */
export function usePercentText(): (basisPoints: number) => string {
  const locale = formattingLocale(useLocale());
  return (basisPoints) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
      basisPoints / 10_000,
    );
}
