'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Price } from '@/components/ui/price';
import { PriceIncludes } from '@/components/ui/price-includes';
import type { Money, Ticket } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import type { Selection } from './selection';
import { shortPlaces } from './use-place-text';

export interface SelectionSummaryProps {
  selection: Selection;
  free: readonly Ticket[];
  quantity: number;
  total: Money | null;
  isSeated: boolean;
  isPending: boolean;
  onHold: () => void;
  onClear: () => void;
}

/** What is chosen, what it costs in all, and the one next step. */
export function SelectionSummary(props: SelectionSummaryProps) {
  const { selection, free, quantity, total, isSeated, isPending, onHold, onClear } = props;
  const t = useTranslations('event.summary');
  const count = selection.kind === 'seats' ? free.length : quantity;
  const canHold = total !== null && count > 0;
  const label = isSeated ? t('hold', { count }) : t('holdTickets', { count });
  return (
    <section
      aria-label={t('title')}
      className="-mx-4 grid gap-3 border-t border-edge bg-surface p-4 shadow-floating sm:mx-0 sm:max-lg:shadow-raised sm:rounded-t-card sm:border-x lg:gap-5 lg:rounded-card lg:border lg:border-line lg:p-6 lg:shadow-raised"
    >
      <h2 className="text-lg max-lg:sr-only">{t('title')}</h2>
      <div className="flex items-end justify-between gap-4 lg:grid lg:min-h-24 lg:content-start lg:items-start lg:gap-4">
        <p className="min-w-0 text-sm lg:text-base">
          <Chosen selection={selection} free={free} quantity={quantity} canHold={canHold} />
        </p>
        {total !== null && (
          <p className="grid shrink-0 justify-items-end lg:justify-items-start">
            <span className="text-sm text-muted max-lg:sr-only">{t('total')}</span>
            <Price value={total} className="font-display text-xl font-bold" />
          </p>
        )}
      </div>
      <Button
        variant="primary"
        size="large"
        className="w-full"
        pending={isPending}
        disabled={!canHold}
        onClick={onHold}
      >
        {canHold ? label : t('holdNothing')}
      </Button>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className={classNames('text-sm text-muted', !canHold && 'max-lg:hidden')}>
          {t('promise')}
        </p>
        {selection.kind !== 'none' && (
          <button
            type="button"
            onClick={onClear}
            className="min-h-6 text-sm text-link max-lg:hidden"
          >
            {t('clear')}
          </button>
        )}
      </div>
      <div className="max-lg:hidden">
        <PriceIncludes />
      </div>
    </section>
  );
}

function Chosen({
  selection,
  free,
  quantity,
  canHold,
}: Pick<SelectionSummaryProps, 'selection' | 'free' | 'quantity'> & { canHold: boolean }) {
  const t = useTranslations('event.summary');
  if (selection.kind === 'best') {
    return canHold
      ? t('best', { section: selection.section, count: quantity })
      : t('notEnough', { count: quantity });
  }
  return free.length === 0 ? (
    <span className="text-muted">{t('nothing')}</span>
  ) : (
    <strong className="font-semibold">{shortPlaces(free)}</strong>
  );
}
