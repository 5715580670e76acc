import type { Transition } from '../domain/order-in-hand.js';
import type { Cause } from './announcements.js';
import type { Changes } from './changes.repository.js';

/** The changes of whole transitions: each order with all its tickets. */
export function changesOf(transitions: readonly Transition[], cause: Cause): Partial<Changes> {
  return {
    transitions: transitions.map((transition) => ({ transition, cause })),
    tickets: transitions.flatMap(({ tickets }) => tickets.map((change) => ({ change, cause }))),
  };
}
