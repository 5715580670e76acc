'use client';

import { Check, ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { usePriceText } from '@/components/ui/price';
import { StatusBadge } from '@/components/ui/status-badge';
import { itemsMax } from '@/lib/api/list-read';
import { classNames } from '@/lib/class-names';
import type { Change } from './changes';
import { SeatRows } from './seat-rows';
import type { Section } from './sections';
import { UnseatedPlaces } from './unseated-places';

export interface SectionCardProps {
  section: Section;
  quantity: number;
  isBestValue: boolean;
  isChosen: boolean;
  isOpen: boolean;
  pickedIds: readonly string[];
  /** Dearer ones are not counted: they are not here. */
  isCut: boolean;
  changes: ReadonlyMap<string, Change>;
  /** Somebody is about to press: nothing moves. */
  keepsLines: boolean;
  onToggleSeat: (ticketId: string) => void;
  onChooseBest: (section: string) => void;
}

export function SectionCard(props: SectionCardProps) {
  const { section, isBestValue, isChosen, isCut, pickedIds, changes, keepsLines } = props;
  const t = useTranslations('event.market');
  const priceText = usePriceText();
  return (
    <li
      className={classNames(
        'rounded-card border bg-surface',
        isChosen ? 'border-ink' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4 sm:min-h-24 sm:p-5">
        <div className="grid min-w-48 flex-1 gap-0.5">
          <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
            {section.name}
            {isBestValue && <StatusBadge tone="live">{t('bestValue')}</StatusBadge>}
          </h3>
          <p className="figures text-muted">
            {section.lowestPrice === null ? (
              t(isCut ? 'noneCheap' : 'soldOut', { count: itemsMax })
            ) : (
              <>
                {t('from', { price: priceText(section.lowestPrice) })} ·{' '}
                {t(isCut ? 'freeAtLeast' : 'freeCount', { count: section.freeCount })}
              </>
            )}
          </p>
        </div>
        <BestButton {...props} />
      </div>
      {section.unseated.length > 0 && (
        <UnseatedPlaces tickets={section.unseated} {...{ changes, keepsLines }} />
      )}
      {section.rows.length > 0 && (
        <details open={props.isOpen} className="group border-t border-line">
          <summary className="flex min-h-11 list-none items-center gap-2 px-4 py-2 text-sm font-semibold sm:px-5">
            <span aria-hidden="true">{t('seatsShort')}</span>
            <span className="sr-only">{t('seats', { section: section.name })}</span>
            <ChevronDown
              aria-hidden="true"
              className="size-4 transition-transform duration-150 group-open:rotate-180"
            />
          </summary>
          <div className="px-4 pt-1 pb-5 sm:px-5">
            <SeatRows
              rows={section.rows}
              pickedIds={pickedIds}
              changes={changes}
              onToggle={props.onToggleSeat}
            />
          </div>
        </details>
      )}
    </li>
  );
}

/** "Best 2 tickets · €84.00": what most people want, in one press. */
function BestButton({ section, quantity, isChosen, isCut, onChooseBest }: SectionCardProps) {
  const t = useTranslations('event.market');
  const priceText = usePriceText();
  if (section.freeCount === 0) return null;
  if (section.bestTotal === null) {
    const words = t(isCut ? 'tooFewCheap' : 'tooFew', { count: section.freeCount });
    return <p className="text-sm text-muted">{words}</p>;
  }
  const total = priceText(section.bestTotal);
  return (
    <Button
      aria-pressed={isChosen}
      className="figures max-sm:w-full aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper aria-pressed:hover:bg-ink"
      onClick={() => onChooseBest(section.name)}
    >
      {isChosen && <Check aria-hidden="true" className="size-4" strokeWidth={3} />}
      <span aria-hidden="true">
        {t('best', { count: quantity })} <span className="font-semibold">{total}</span>
      </span>
      <span className="sr-only">
        {t('bestFor', { count: quantity, section: section.name, total })}
      </span>
    </Button>
  );
}
