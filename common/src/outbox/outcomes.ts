import type { OutboxRow } from './row.model.js';

export type PendingRow = Pick<
  OutboxRow,
  | '_id'
  | 'aggregateType'
  | 'aggregateId'
  | 'aggregateVersion'
  | 'partition'
  | 'event'
  | 'occurredAt'
  | 'attempts'
>;

/** What became of a row in a pass. */
export type Outcome =
  | { readonly kind: 'published'; readonly row: PendingRow; readonly sequence: number | null }
  /** The bus could not take it now. */
  | RetryOutcome<'refused'>
  /** Something unexpected; counted towards parking. */
  | RetryOutcome<'failed'>
  /** It waits for an earlier version; no try was made. */
  | { readonly kind: 'deferred'; readonly row: PendingRow; readonly afterMs: number }
  | { readonly kind: 'parked'; readonly row: PendingRow; readonly reason: string };

interface RetryOutcome<Kind> {
  readonly kind: Kind;
  readonly row: PendingRow;
  readonly afterMs: number;
  readonly reason: string;
}

export function aggregateKey(row: Pick<OutboxRow, 'aggregateType' | 'aggregateId'>): string {
  return `${row.aggregateType}:${row.aggregateId}`;
}
