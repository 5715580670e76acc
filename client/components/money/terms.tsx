'use client';
import { createContext, type ReactNode, useContext } from 'react';
import useSWR from 'swr';
import { browserGet } from '@/lib/api/browser';
import type { PaymentTerms } from '@/lib/api/seller-money';

const RETRY_MS = 3_000;
const TermsContext = createContext<PaymentTerms | null>(null);

interface TermsProviderProps {
  /** Null when payments could not be asked: then the browser keeps asking. */
  initial: PaymentTerms | null;
  children: ReactNode;
}

/** What sellers agree to, for every price below. */
export function TermsProvider({ initial, children }: TermsProviderProps) {
  const key = initial === null ? '/api/payments/terms' : null;
  const { data } = useSWR<{ terms: PaymentTerms }, Error>(key, browserGet, {
    refreshInterval: (answer) => (answer === undefined ? RETRY_MS : 0),
    revalidateOnFocus: false,
  });
  return <TermsContext value={initial ?? data?.terms ?? null}>{children}</TermsContext>;
}

/** Null while nobody could be asked. */
export const useTerms = (): PaymentTerms | null => useContext(TermsContext);
