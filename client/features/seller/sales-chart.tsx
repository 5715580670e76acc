'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { SellerTicket } from '@/lib/api/types';
import { classNames } from '@/lib/class-names';
import { type Sale, stepsOf } from './sales-steps';
import { useSales } from './use-sales';

const WIDTH = 240;
const HEIGHT = 44;

/** Sales since the page was opened, as a line that climbs. It is there before the first, so that nothing moves then. */
export function SalesChart({ tickets }: { tickets: readonly SellerTicket[] }) {
  const t = useTranslations('seller.chart');
  const titleId = useId();
  const { sales, openedAtMs, nowMs } = useSales(tickets);
  return (
    <figure className="grid gap-1">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-labelledby={titleId}
        className={classNames(
          'h-11 w-60 max-w-full',
          sales.length === 0 ? 'text-line' : 'text-live',
        )}
        preserveAspectRatio="none"
      >
        <title id={titleId}>{t('label', { count: countOf(sales) })}</title>
        <path
          d={stepsOf(sales, { openedAtMs, nowMs, width: WIDTH, height: HEIGHT })}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="text-sm text-muted">
        {t('since', { count: countOf(sales) })}
      </figcaption>
    </figure>
  );
}

const countOf = (sales: readonly Sale[]): number =>
  sales.reduce((sum, { tickets }) => sum + tickets, 0);
