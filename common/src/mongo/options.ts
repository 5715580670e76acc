import type { Logger } from '../logging/index.js';

export interface DatabaseOptions {
  readonly url: string;
  /** The database's name; it wins over one in the url. */
  readonly name: string;
  readonly logger: Logger;
  /** Connections at once. Default 20. */
  readonly poolSizeMax?: number;
  /** How long to wait for a primary. Default one minute. */
  readonly waitMsMax?: number;
  /** Whether the client tells of every command, for tests and benches that count them. */
  readonly monitorsCommands?: boolean;
}
