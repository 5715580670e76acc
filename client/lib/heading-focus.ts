'use client';
import { type RefObject, useEffect, useRef } from 'react';

let isExpected = false;

/**
 * The press that was just answered leads to another page, and its button is gone with this one:
 * the next page's heading takes the focus, so that the news is read out.
 */
export function expectNewHeading(): void {
  isExpected = true;
}

/** For the `h1` of a page such a press leads to; give it `tabIndex={-1}`. Once per press. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isExpected) return;
    isExpected = false;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
