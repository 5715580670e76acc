import type { Message } from 'node-nats-streaming';
import type { StartAt } from './channel-subscription.js';

/** Begun again, it looks back a little: a server's tail may have been lost and sent anew. */
const overlap = 256;

/** How far a follower is in one channel. */
export function createPlace(since: Date) {
  let origin = '';
  let sequence = 0;
  let taken = 0;
  return {
    /** Where to go on, given whose storage it is and what its last message is. */
    startAt(originNow: string, lastSequence: number): StartAt {
      const isSame = originNow === origin && lastSequence >= sequence;
      const next = isSame ? Math.max(1, sequence + 1 - overlap) : null;
      const isNew = sequence === 0;
      origin = originNow;
      sequence = 0;
      taken = 0;
      return isNew || next === null ? { since } : { sequence: next };
    },
    /** Whether it is the first time over this connection. */
    advance(message: Message): boolean {
      if (message.getSequence() <= sequence) return false;
      sequence = message.getSequence();
      taken += 1;
      return true;
    },
    sequence: () => sequence,
    isUntouched: () => taken === 0,
  };
}
