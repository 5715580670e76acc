'use client';
import { useSyncExternalStore } from 'react';
import { onServerTimeLearnt, serverOffsetMs } from './server-clock';

/** Server time minus browser time for a countdown; grows more exact with every answer. */
export const useServerOffsetMs = (): number =>
  useSyncExternalStore(onServerTimeLearnt, serverOffsetMs, () => 0);
