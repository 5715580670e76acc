import { setTimeout as pause } from 'node:timers/promises';
import type { BareStream } from '../backbone/bare-stream.js';
import { rowsOf, type Side } from '../backbone/side.js';

const everyMs = 1_000;
const batchSizeMax = 2_000;

/** Every second: reads what is new, publishes it all at once, marks it. No leases and no fences. */
export function startPoller(side: Side, stream: BareStream): { stop(): Promise<void> } {
  const rows = rowsOf(side);
  const stopping = new AbortController();

  async function poll(): Promise<void> {
    const found = await rows.find({ pending: true }).sort({ _id: 1 }).limit(batchSizeMax).toArray();
    await Promise.all(found.map(({ event }) => stream.publish(stream.messageOf(event))));
    const published = { _id: { $in: found.map(({ _id }) => _id) } };
    await rows.updateMany(published, {
      $set: { publishedAt: new Date() },
      $unset: { pending: '' },
    });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      await poll();
      const leftMs = Math.max(0, everyMs - (performance.now() - startedAt));
      await pause(leftMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
