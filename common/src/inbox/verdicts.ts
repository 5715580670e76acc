import type { Delivery, Verdict } from '../bus/port.js';

export const ack: Verdict = { kind: 'ack' };

const awaitsBaseVerdict: Verdict = {
  kind: 'retry',
  afterMs: 1_000,
  reason: 'an earlier version of an aggregate older than this consumer may still come',
};

/** What is said of a delivery after its round was committed. */
export function verdictOf(delivery: Delivery, awaitsBase: ReadonlySet<string>): Verdict {
  return awaitsBase.has(delivery.event.id) ? awaitsBaseVerdict : ack;
}
