import type { DomainEvent } from '../contracts/domain-event.js';

/** An event that came too early, and what it waits for, as `aggregateType:aggregateId`. */
export interface Early {
  readonly event: DomainEvent;
  readonly waitsFor: string;
}

/**
 * Thrown by a consumer whose events need something that has not arrived: they are stored and tried
 * again when that came, or by time. Says which are `early`, if it knows: the others of the round
 * are then applied at once, and what waits for the same thing is tried together.
 */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  constructor(
    readonly afterMs: number,
    readonly reason: string,
    readonly early: readonly Early[] = [],
  ) {
    super(reason);
  }
}
