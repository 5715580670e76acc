import type { RememberedRequest } from '../../ledger/answer-checks.js';
import type { LedgerView, RememberedWrite } from '../../ledger/write-checks.js';
import type { Outcome } from './asking.js';
import type { Ask } from './send.js';

/** An order that was asked for, and how to ask for it again. */
export interface RememberedOrder {
  readonly request: Ask;
  readonly buyerId: string;
  readonly key: string;
  readonly outcome: Outcome;
}

/** What every sender was told, for the day when it is held against the books (I10). */
export interface Memory {
  readonly orders: RememberedOrder[];
  readonly writes: RememberedWrite[];
  /** Notes what was said of a write other than an order, unless nothing certain was said. */
  noteWrite(what: string, outcome: Outcome, happened: (view: LedgerView) => boolean): void;
}

export function createMemory(): Memory {
  const writes: RememberedWrite[] = [];
  return {
    orders: [],
    writes,
    noteWrite(what, { answer, wasLost }, happened) {
      if (answer === null) return;
      const isDone = answer.status < 300;
      // A repetition may be refused because the try whose answer was lost has done it.
      if (!isDone && wasLost) return;
      const told = isDone ? 'done' : 'refused';
      writes.push({ what: `${what} (${answer.status})`, told, happened });
    },
  };
}

/** What a remembered order's sender knows before it asks a last time. */
export function firstAnswerOf({
  outcome: { answer },
}: RememberedOrder): RememberedRequest['first'] {
  return answer === null ? null : { status: answer.status, orderId: answer.body.order?.id ?? null };
}
