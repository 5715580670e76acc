'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False until this page's scripts run: a form sent before that would go nowhere. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
