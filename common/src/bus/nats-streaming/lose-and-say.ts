import type { Logger } from '../../logging/index.js';
import type { Link } from './link.js';

/** After a failure nobody knows what the server believes: the connection is given up. */
export function loseAndSay(logger: Logger) {
  return (error: unknown, link: Link): void => {
    logger.warn({ err: error }, 'Deliveries from NATS Streaming ended; connecting anew');
    link.lose(error);
  };
}
