import type { JetStreamManager } from '@nats-io/jetstream';
import type { Layout } from './layout.js';

/**
 * The highest position of a message that the stream stored before this time, found by halving: some
 * twenty questions. Where an operator removed one in the middle, a lower position may be answered.
 */
export async function storedBefore(
  { streams }: JetStreamManager,
  { streamName }: Layout,
  time: Date,
): Promise<number> {
  const { state } = await streams.info(streamName);
  let before = Math.max(state.first_seq - 1, 0);
  let last = state.last_seq;
  while (before < last) {
    const middle = Math.ceil((before + last) / 2);
    const stored = await streams.getMessage(streamName, { seq: middle });
    if (stored !== null && stored.time.getTime() < time.getTime()) before = middle;
    else last = middle - 1;
  }
  return before;
}
