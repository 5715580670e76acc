import type { Ledger } from '../ledger/ledger.js';
import type { Parking } from '../ledger/parking-checks.js';
import type { Tally } from './load/tally.js';

export interface Happened {
  readonly ledger: Pick<Ledger, 'orders' | 'intents' | 'heard' | 'stripeRefunds'>;
  readonly tally: Pick<Tally, 'counts'>;
  readonly parkings: readonly Parking[];
  /** Whether the run had time for what takes minutes. */
  readonly isLong: boolean;
}

/** Of what never happened every promise holds, and that proves nothing: a sentence for each. */
export function nothingHappened({ ledger, tally, parkings, isLong }: Happened): string[] {
  const { orders, intents, heard, stripeRefunds } = ledger;
  const placed = tally.counts.get('POST /api/orders')?.get('201') ?? 0;
  const missing: readonly (readonly [isMissing: boolean, what: string])[] = [
    [placed === 0, 'nobody was answered an order'],
    [!orders.some(({ status }) => status === 'complete'), 'no order was completed'],
    [!intents.some((intent) => intent.capturedMinorUnits > 0), 'no money was taken'],
    [heard.length === 0, 'the auditor heard nothing'],
    [isLong && parkings.length === 0, 'nothing was parked'],
    [isLong && !stripeRefunds.some(isDone), 'no money was given back'],
  ];
  return missing.filter(([isMissing]) => isMissing).map(([, what]) => `nothing is shown: ${what}`);
}

const isDone = ({ status }: { readonly status: string }) => status === 'succeeded';
