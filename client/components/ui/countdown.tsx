'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { classNames } from '@/lib/class-names';
import { clock } from '@/lib/clock';
import { countdownText, remainingUntil, spokenSeconds } from '@/lib/countdown';

export interface CountdownProps {
  expiresAt: string;
  /** Server time minus browser time, as measured when the order was fetched. */
  offsetMs: number;
  /** Called once, when it reaches zero in front of the reader. */
  onEnd?: () => void;
  className?: string;
}

export function Countdown({ expiresAt, offsetMs, onEnd, className }: CountdownProps) {
  const t = useTranslations('common.countdown');
  const expiresAtMs = Date.parse(expiresAt);
  const [remaining, setRemaining] = useState(() =>
    remainingUntil(expiresAtMs, clock.nowMs(), offsetMs),
  );
  const ended = useRef(false);
  useEffect(() => {
    const tick = () => setRemaining(remainingUntil(expiresAtMs, clock.nowMs(), offsetMs));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [expiresAtMs, offsetMs]);
  useEffect(() => {
    if (!remaining.isOver || ended.current) return;
    ended.current = true;
    onEnd?.();
  }, [remaining.isOver, onEnd]);
  const spoken = spokenSeconds(remaining);
  return (
    <span className={classNames('figures', remaining.isEnding && 'text-danger', className)}>
      {/* The server's second and the browser's may differ by one at hydration. */}
      <span aria-hidden="true" suppressHydrationWarning>
        {countdownText(remaining)}
      </span>
      <span className="sr-only" aria-live="polite" aria-atomic="true" suppressHydrationWarning>
        {spoken > 10
          ? t('minutes', { minutes: Math.round(spoken / 60) })
          : t('seconds', { seconds: spoken })}
      </span>
    </span>
  );
}
