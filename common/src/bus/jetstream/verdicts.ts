import type { Msg } from '@nats-io/transport-node';
import type { Logger } from '../../logging/index.js';
import { whileUp } from '../broker/while-up.js';
import type { Verdict } from '../port.js';
import type { Link } from './connection.js';

export interface VerdictsOptions {
  readonly link: Link;
  readonly ackWaitMs: number;
  readonly answerTimeoutMs: number;
  readonly logger: Logger;
}

/**
 * Tells the server what became of its deliveries, over the connection and from the consumer they
 * came by and no other: behind a later one may be another stream, whose message of the same number
 * would be meant. What is not told comes again after the ack wait, and the inbox knows it.
 */
export function createVerdicts({ link, ackWaitMs, answerTimeoutMs, logger }: VerdictsOptions) {
  const held = new Set<Msg>();
  const confirming = new Set<Promise<void>>();
  let isMute = false;
  // A long round is no dead process: three times before the wait is over.
  const working = setInterval(() => {
    for (const message of held) tell(message, '+WPI');
  }, ackWaitMs / 3);

  function tell(message: Msg, answer: string): void {
    if (!isMute && !link.lost.aborted) message.respond(answer);
  }

  async function confirm(message: Msg, answer: string): Promise<void> {
    if (isMute || link.lost.aborted || message.reply === undefined) return;
    try {
      const confirmation = link.nats.request(message.reply, answer, { timeout: answerTimeoutMs });
      await whileUp(link, confirmation);
    } catch (error) {
      logger.debug({ err: error }, 'An acknowledgement was not confirmed; it comes again');
    }
  }

  function settle(message: Msg, verdict: Verdict): void {
    held.delete(message);
    if (verdict.kind === 'retry') {
      // Without a delay it would come back at once, and for ever.
      const delay = Math.max(1, Math.round(verdict.afterMs)) * 1_000_000;
      tell(message, `-NAK ${JSON.stringify({ delay })}`);
      return;
    }
    const answer = verdict.kind === 'ack' ? '+ACK' : '+TERM';
    const confirmation = confirm(message, answer).finally(() => confirming.delete(confirmation));
    confirming.add(confirmation);
  }

  return {
    hold: (message: Msg) => void held.add(message),
    held: () => held.size,
    settle,
    /** The consumer they came from is perhaps gone: nothing is told any more. */
    mute() {
      isMute = true;
    },
    /** Resolves when the server has confirmed what it was told. */
    async close() {
      clearInterval(working);
      await Promise.all(confirming);
    },
  };
}
