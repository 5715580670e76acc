import { systemClock } from '@marquee/common/clock';
import type { Random } from '../random.js';
import { type Ask, type Reply, send } from './send.js';
import type { Tally } from './tally.js';

const firstPauseMs = 500;
const pauseMsMax = 5_000;

/** What a client knows of one request after it has repeated it as long as it promised nothing. */
export interface Outcome {
  /** The first answer that says something: 2xx or 4xx. Null when there never was one. */
  readonly answer: Extract<Reply, { kind: 'answered' }> | null;
  /** Whether an answer before it was lost, or was a 5xx, which promises nothing. */
  readonly wasLost: boolean;
}

export interface Asking {
  /**
   * Sends a request, and again with its key while the answer is lost or 5xx.
   * `name` is the request in the tally, such as `POST /api/orders`.
   */
  ask(name: string, request: Ask): Promise<Outcome>;
  /** From now on nothing is repeated for longer than `ms`. */
  giveUpIn(ms: number): void;
}

export function createAsking(url: string, random: Random, tally: Tally): Asking {
  let giveUpAtMs = Infinity;

  return {
    giveUpIn(ms) {
      giveUpAtMs = performance.now() + ms;
    },
    async ask(name, request) {
      let wasLost = false;
      for (let attempt = 0; ; attempt += 1) {
        const reply = await send(url, request);
        tally.count(name, reply.kind === 'lost' ? 'lost' : String(reply.status));
        if (reply.kind === 'answered' && reply.status < 500) return { answer: reply, wasLost };
        wasLost = true;
        if (performance.now() > giveUpAtMs) return { answer: null, wasLost };
        await systemClock.sleep(pauseMs(reply, attempt) * (1 + random.next() / 2));
      }
    },
  };
}

/** At least, as our pages do: as long as the service says, or longer from try to try. */
function pauseMs(reply: Reply, attempt: number): number {
  const told = reply.kind === 'answered' ? reply.retryAfterMs : undefined;
  return Math.min(pauseMsMax, told ?? firstPauseMs * 2 ** attempt);
}
