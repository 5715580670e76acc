'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { Ticket } from '@/lib/api/types';
import { shortPlaces, useTotalText } from './use-place-text';

interface ReplacementButtonsProps {
  sets: ReadonlyArray<readonly Ticket[]>;
  /** hold: ask for them at once · take: put them into the selection. */
  action: 'hold' | 'take';
  /** What is kept beside them, for the total. */
  kept?: readonly Ticket[];
  isPending: boolean;
  onChoose: (set: readonly Ticket[]) => void;
}

/** Each a way on, in one press. */
export function ReplacementButtons(props: ReplacementButtonsProps) {
  const { sets, action, kept = [], isPending, onChoose } = props;
  const t = useTranslations('event.refusal');
  const totalText = useTotalText();
  return sets.map((set) => (
    <Button
      key={set.map((ticket) => ticket.id).join()}
      size="small"
      className="figures py-1.5 text-left"
      disabled={isPending}
      onClick={() => onChoose(set)}
    >
      {action === 'hold'
        ? t('holdInstead', { seats: shortPlaces(set), total: totalText([...kept, ...set]) })
        : t('takeInstead', { seats: shortPlaces(set), price: totalText(set) })}
    </Button>
  ));
}
