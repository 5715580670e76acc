import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import type { Connection, Link } from './connection.js';
import type { StreamWatch } from './stream-watch.js';

export interface SupervisedWork {
  readonly connection: Connection;
  readonly stream: StreamWatch;
  readonly logger: Logger;
  /** Works until the signal aborts (resolves) or something is wrong (answers or throws what). */
  work(link: Link, signal: AbortSignal): Promise<string>;
}

const pauseMs = 300;

/**
 * Keeps work going that needs a connection and the stream: begun again after every reconnect, and
 * after a pause when the broker took away what it stands on.
 */
export function supervise({ connection, stream, logger, work }: SupervisedWork) {
  const stopping = new AbortController();

  async function workOnce(link: Link): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, link.lost]);
    if (!(await stream.whenThere(signal))) return;
    const reason = await work(link, signal).catch((error: unknown) => String(error));
    if (signal.aborted) return;
    logger.warn({ reason }, 'Deliveries from JetStream ended; beginning again');
    stream.doubt();
    await systemClock.sleep(pauseMs * (0.5 + Math.random()), signal);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const link = await connection.when(stopping.signal);
      if (link !== null) await workOnce(link);
    }
  }
  const running = run();

  return {
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
