import type { Subscriber } from '../../ledger/ledger.js';
import type { Ground } from './ground.js';

/** `sound` is the product; `twin` is the same with one thing broken on purpose. */
export type Variant = 'sound' | 'twin';

/** A short history that must show whether one thing is broken. */
export interface Provocation {
  /** What the twin lacks. */
  readonly name: string;
  /** The invariant that the checker must report for the twin. */
  readonly invariant: string;
  readonly subscriber: Subscriber;
  /** Resolves when all that could go wrong has had its chance. */
  provoke(ground: Ground, variant: Variant): Promise<void>;
}
