import type { Violations } from './ledger.js';

/** Something that was made impossible on purpose, and what a person could see and do of it. */
export interface Parking {
  /** The event's id, and where it was given up. */
  readonly what: string;
  /** By the operator's command, with its reason. */
  readonly reason: string | null;
  /** In the metrics of its process. */
  readonly wasCounted: boolean;
  /** After the cause was mended and the operator's command had put it back. */
  readonly wasApplied: boolean;
}

/** I9, of what was parked on purpose: listed with a reason, counted, and gone when it was mended. */
export function parkedWasFound(parkings: readonly Parking[]): Violations {
  return parkings.flatMap(({ what, reason, wasCounted, wasApplied }) => [
    ...(reason === null || reason === '' ? [`I9: ${what} was parked and not listed`] : []),
    ...(wasCounted ? [] : [`I9: ${what} was parked and not counted`]),
    ...(wasApplied ? [] : [`I9: ${what} was put back and never applied`]),
  ]);
}
