import type { Logger } from '../../logging/index.js';
import { supervise } from '../broker/supervise.js';
import type { Connection, Link } from './connection.js';
import type { StreamWatch } from './stream-watch.js';

export interface StreamWork {
  readonly connection: Connection;
  readonly stream: StreamWatch;
  readonly logger: Logger;
  /** Works until the signal aborts (resolves) or something is wrong (answers or throws what). */
  work(link: Link, signal: AbortSignal): Promise<string>;
}

/** Keeps work going that also needs the stream: the broker may take away what it stands on. */
export function superviseOnStream({ connection, stream, logger, work }: StreamWork) {
  return supervise({
    connection,
    async work(link, signal) {
      if (!(await stream.whenThere(signal))) return;
      const reason = await work(link, signal);
      if (!signal.aborted) throw new Error(reason);
    },
    onFailure(error) {
      logger.warn({ reason: String(error) }, 'Deliveries from JetStream ended; beginning again');
      stream.doubt();
    },
  });
}
