'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** A pointer that has not moved for so long is not about to press. */
const RESTING_MS = 10_000;

/** Whether a mouse is over an area and alive; fingers press where they land, without hovering. */
export function usePointing() {
  const [isPointing, setPointing] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const stopTimer = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
  }, []);
  useEffect(() => stopTimer, [stopTimer]);

  const area = {
    onPointerMove: (event: { pointerType: string }) => {
      if (event.pointerType !== 'mouse') return;
      setPointing(true);
      stopTimer();
      timer.current = setTimeout(() => setPointing(false), RESTING_MS);
    },
    onPointerLeave: () => {
      stopTimer();
      setPointing(false);
    },
  };
  return { isPointing, area };
}
