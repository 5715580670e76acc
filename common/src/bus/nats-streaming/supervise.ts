import { systemClock } from '../../clock.js';
import type { Logger } from '../../logging/index.js';
import type { Connection } from './connection.js';
import type { Link } from './link.js';

export interface SupervisedWork {
  readonly connection: Connection;
  readonly logger: Logger;
  /** Works until the signal aborts, and resolves then; throws if it cannot. */
  work(link: Link, signal: AbortSignal): Promise<void>;
}

const pauseMs = 300;

/** Keeps work going that needs a connection: begun again on every new one, for ever. */
export function supervise({ connection, logger, work }: SupervisedWork) {
  const stopping = new AbortController();

  async function workOnce(link: Link): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, link.lost]);
    try {
      await work(link, signal);
    } catch (error) {
      if (signal.aborted) return;
      logger.warn({ err: error }, 'Deliveries from NATS Streaming ended; connecting anew');
      link.lose(error);
      await systemClock.sleep(pauseMs * (0.5 + Math.random()), stopping.signal);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const link = await connection.when(stopping.signal);
      if (link !== null && !link.lost.aborted) await workOnce(link);
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
