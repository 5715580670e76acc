import type { StoredObject } from '../data/object.repository.js';
import type { Switches } from '../switches/switches.js';

export type DeliveryState = 'due' | 'delivered' | 'dropped' | 'abandoned';

/** One event on its way to the endpoint. Its times are the machine's, not the sandbox's. */
export interface Delivery extends StoredObject {
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  /** What the endpoint answered last; null when it did not. */
  readonly lastStatus: number | null;
}

const reorderWithinMs = 1_000;

/** How an event sets out, under the switches; `random` is 0 to 1. */
export function setOut(
  { duplicate, reorder, delayMs, dropFraction }: Switches,
  now: Date,
  random: () => number,
): readonly Pick<Delivery, 'state' | 'nextAttemptAt'>[] {
  const one = () => ({
    state: random() < dropFraction ? ('dropped' as const) : ('due' as const),
    nextAttemptAt: new Date(
      now.getTime() + delayMs + (reorder ? Math.floor(random() * reorderWithinMs) : 0),
    ),
  });
  return duplicate ? [one(), one()] : [one()];
}

const triesForMs = 3 * 24 * 60 * 60 * 1000;
const waitMsMax = 60 * 60 * 1000;

/** After an attempt that was not answered with 2xx: again later, for three days. */
export function afterFailure(
  { attempts, createdAt }: Delivery,
  now: Date,
  retryMs: number,
): Pick<Delivery, 'state' | 'nextAttemptAt'> {
  const waitMs = Math.min(retryMs * 2 ** Math.min(attempts - 1, 20), waitMsMax);
  const nextAttemptAt = new Date(now.getTime() + waitMs);
  const isOver = nextAttemptAt.getTime() - createdAt.getTime() > triesForMs;
  return { state: isOver ? 'abandoned' : 'due', nextAttemptAt };
}
