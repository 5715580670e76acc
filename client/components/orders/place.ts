import { useTranslations } from 'next-intl';

export interface Place {
  section: string;
  row: string | null;
  seat: string | null;
}

export interface PlaceLabel {
  label: string;
  value: string;
}

/** "Stalls, row C, seat 12", or "Field, no fixed seat". */
export function usePlaceText(): (place: Place) => string {
  const t = useTranslations('order.place');
  return ({ section, row, seat }) => {
    if (seat === null) return t('unseated', { section });
    return row === null ? t('seat', { section, seat }) : t('rowAndSeat', { section, row, seat });
  };
}

/** The same as labelled values, for a stub. */
export function usePlaceLabels(): (place: Place) => PlaceLabel[] {
  const t = useTranslations('order.place');
  return ({ section, row, seat }) => [
    { label: t('sectionLabel'), value: section },
    ...(row === null ? [] : [{ label: t('rowLabel'), value: row }]),
    ...(seat === null
      ? [{ label: t('seatLabel'), value: t('anySeat') }]
      : [{ label: t('seatLabel'), value: seat }]),
  ];
}
