import type { ClientSession } from 'mongoose';

/** Sessions that wrote outbox rows: only their commits are worth waking the relay for. */
const writers = new WeakSet<ClientSession>();

export function markWriter(session: ClientSession): void {
  writers.add(session);
}

/** A commit without a session is somebody else's: it may have written rows. */
export function mayHaveWritten(session: ClientSession | undefined): boolean {
  return session === undefined || writers.has(session);
}
