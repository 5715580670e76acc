import type { Message } from 'node-nats-streaming';
import type { StartAt } from './channel-subscription.js';

/** Begun again, it looks back a little: a server's tail may have been lost and sent anew. */
const overlap = 256;

/** How far a follower is in one channel. */
export function createPlace(since: Date) {
  let origin = '';
  /** The highest message taken from this storage; a link without any leaves it. */
  let reached = 0;
  let sequence = 0;
  return {
    /** Where to go on, given whose storage it is and what its last message is. */
    startAt(originNow: string, lastSequence: number): StartAt {
      if (originNow !== origin || lastSequence < reached) reached = 0;
      origin = originNow;
      sequence = 0;
      return reached === 0 ? { since } : { sequence: Math.max(1, reached + 1 - overlap) };
    },
    /** Whether it is the first time over this connection. */
    advance(message: Pick<Message, 'getSequence'>): boolean {
      if (message.getSequence() <= sequence) return false;
      sequence = message.getSequence();
      reached = Math.max(reached, sequence);
      return true;
    },
  };
}

export type Place = ReturnType<typeof createPlace>;
