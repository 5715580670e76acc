'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Timeline, type TimelineEntry } from '@/components/ui/timeline';
import type { Order } from '@/lib/api/types';
import { paths } from '@/lib/paths';

const LONG_MS = 12_000;

function stateOf(reached: number, step: number): TimelineEntry['state'] {
  if (step < reached) return 'done';
  return step === reached ? 'now' : 'next';
}

/** The bank said yes: what happens next, in order, as it happens. */
export function Waiting({ order, wasElsewhere }: { order: Order; wasElsewhere: boolean }) {
  const t = useTranslations('checkout.waiting');
  const [isLong, setLong] = useState(false);
  const news = useRef<HTMLParagraphElement>(null);
  useEffect(() => news.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  const reached = order.status === 'awaiting_payment' ? 1 : 2;
  const steps = ['authorised', 'winning', 'capturing'] as const;
  return (
    <div className="grid gap-6 rounded-card border border-line bg-surface p-6">
      <p
        ref={news}
        tabIndex={-1}
        aria-live="polite"
        className="outline-none font-display text-xl font-bold tracking-tight"
      >
        {t(reached === 1 ? 'checking' : 'yours')}
      </p>
      {wasElsewhere && <p>{t('elsewhere')}</p>}
      <Timeline
        label={t('label')}
        entries={steps.map((step, index) => ({
          key: step,
          title: t(`steps.${step}`),
          state: stateOf(reached, index),
        }))}
      />
      <p className="text-sm text-muted">{t('promise')}</p>
      {isLong && (
        <p>
          {t('long')}{' '}
          <Link href={paths.order(order.id)} className="text-link font-semibold">
            {t('longLink')}
          </Link>
        </p>
      )}
    </div>
  );
}
