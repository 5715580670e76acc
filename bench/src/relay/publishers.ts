import { relayDefaults } from '@marquee/common/outbox';
import type { BareMessage, BareStream } from '../backbone/bare-stream.js';
import { rowsOf, type Side } from '../backbone/side.js';

/** As many on the way as our relay has at most: one of each aggregate, in its window of them. */
export const windowSize = relayDefaults.windowMax;
const payloadsMax = 10_000;

/**
 * The rows as messages; of more than ten thousand rows the payloads come round again, under new
 * ids and subjects.
 */
export async function readMessages(side: Side, stream: BareStream): Promise<MessageSource> {
  const rows = await rowsOf(side).find().limit(payloadsMax).toArray();
  const messages = rows.map(({ event }) => stream.messageOf(event));
  return (at) => {
    const { id, subject, payload } = messages[at % messages.length] ?? nothing;
    const round = Math.floor(at / messages.length);
    return { id: `${id}-${round}`, subject: `${subject}-${round}`, payload };
  };
}

export type MessageSource = (at: number) => BareMessage;
const nothing: BareMessage = { id: '', subject: '', payload: '' };

/** Publishes so many, so many at once, and waits for every acknowledgement; answers the seconds. */
export async function publishAll(
  stream: BareStream,
  messageAt: MessageSource,
  { count, atOnce }: { readonly count: number; readonly atOnce: number },
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) await stream.publish(messageAt(next++));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, lane));
  return (performance.now() - startedAt) / 1000;
}
