'use client';

import { useEffect, useState } from 'react';

/** A value as it is, or as it was when `isHeld` began. */
export function useHeldStill<Value>(value: Value, isHeld: boolean): Value {
  const [frame, setFrame] = useState(value);
  useEffect(() => {
    if (!isHeld) setFrame(value);
  }, [isHeld, value]);
  return isHeld ? frame : value;
}
