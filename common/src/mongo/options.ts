import type { Logger } from '../logging/index.js';

export interface DatabaseOptions {
  readonly url: string;
  /** The database's name; it wins over one in the url. */
  readonly name: string;
  readonly logger: Logger;
  /** Connections at once. Default 20. */
  readonly poolSizeMax?: number;
  /**
   * How long an answer may take. Default 10 seconds; more for who has the server read whole
   * collections before its first answer.
   */
  readonly silenceMsMax?: number;
  /** How long to wait for a primary. Default one minute; services wait without an end. */
  readonly waitMsMax?: number;
  /** Whether the client tells of every command, for tests and benches that count them. */
  readonly monitorsCommands?: boolean;
}
