import type { Message } from 'node-nats-streaming';
import { systemClock } from '../../clock.js';
import type { StoredMessage } from '../broker/judge-message.js';
import type { Verdict } from '../port.js';

/** The library has it and its types do not tell. */
type CountedMessage = Message & { getRedeliveryCount(): number };

export interface HeldDeliveriesOptions {
  readonly judge: (message: StoredMessage) => Promise<Verdict>;
  /** Aborted: what is put off or not answered is left to the next connection. */
  readonly signal: AbortSignal;
  readonly lost: AbortSignal;
}

/**
 * The deliveries of one connection that are not acknowledged. The server knows no delay: what is
 * put off is kept here and offered again, and what it brings again meanwhile is not taken twice.
 */
export function createHeldDeliveries({ judge, signal, lost }: HeldDeliveriesOptions) {
  const held = new Map<number, Promise<void>>();

  /** Whether it may be acknowledged. */
  async function isDone(message: CountedMessage): Promise<boolean> {
    const data = message.getRawData();
    const storedAt = message.getTimestamp().toISOString();
    const place = `${message.getSubject()} ${message.getSequence()} of ${storedAt}`;
    for (let attempt = attemptsBeforeOf(message) + 1; ; attempt += 1) {
      const verdict = await judge({ data, place, attempt });
      if (verdict.kind !== 'retry') return true;
      await systemClock.sleep(Math.max(1, verdict.afterMs), signal);
      if (signal.aborted) return false;
    }
  }

  async function hold(message: Message): Promise<void> {
    const mayAck = await isDone(message as CountedMessage);
    // Over another connection it would be about another message: the store may have been wiped.
    if (mayAck && !lost.aborted) message.ack();
  }

  return {
    take(message: Message): void {
      const sequence = message.getSequence();
      if (signal.aborted || held.has(sequence)) return;
      held.set(
        sequence,
        hold(message).finally(() => held.delete(sequence)),
      );
    },
    /** Resolves when those under way have their verdicts. */
    async drain(): Promise<void> {
      await Promise.all(held.values());
    },
  };
}

/** The server forgets its count when it restarts, but not that there was an attempt. */
function attemptsBeforeOf(message: CountedMessage): number {
  return Math.max(message.getRedeliveryCount(), message.isRedelivered() ? 1 : 0);
}
