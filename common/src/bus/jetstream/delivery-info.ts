import type { Msg } from '@nats-io/transport-node';

/** What the server says of a delivery in the subject that its answer goes to. */
export interface DeliveryInfo {
  /** 1 for the first delivery. */
  readonly attempt: number;
  /** Its position in the stream. */
  readonly streamSequence: number;
  /** The consumer's own count of its deliveries. */
  readonly deliverySequence: number;
  readonly storedAt: Date;
}

/** Null if the message is not a delivery of JetStream's. */
export function deliveryInfoOf(message: Msg): DeliveryInfo | null {
  const words = (message.reply ?? '').split('.');
  // Newer servers put a domain and an account behind the first two words.
  const [attempt, streamSequence, deliverySequence, storedAtNanos] = words.slice(
    words.length >= 11 ? 6 : 4,
  );
  if (words[0] !== '$JS' || words[1] !== 'ACK') return null;
  return {
    attempt: Number(attempt),
    streamSequence: Number(streamSequence),
    deliverySequence: Number(deliverySequence),
    storedAt: new Date(Math.floor(Number(storedAtNanos) / 1e6)),
  };
}
