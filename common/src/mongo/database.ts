import type { ClientSession, Connection } from 'mongoose';
import type { Logger } from '../logging/index.js';
import { closeConnection, connect } from './connect.js';
import { type TransactOptions, transact } from './transact.js';

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

/** Called after a commit with its session, or without one where somebody else wrote. */
export type CommitListener = (session?: ClientSession) => void;

/** One service's database: its own connection, majority reads and writes, transactions. */
export interface Database {
  readonly name: string;
  readonly connection: Connection;
  /** See `transact.ts`: snapshot + majority, repeated on transient errors until a deadline. */
  transact<Result>(
    work: (session: ClientSession) => Promise<Result>,
    options?: TransactOptions,
  ): Promise<Result>;
  /** Hears of commits of this process only: a hint, never the truth. Returns the way out. */
  onCommit(listener: CommitListener): () => void;
  announceCommit(session?: ClientSession): void;
  /** Whether a primary is known now. */
  isUp(): boolean;
  close(): Promise<void>;
}

/** Connects and waits for a primary; throws with the remedy when there is none. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const connection = await connect(options);
  const listeners = new Set<CommitListener>();
  function announceCommit(session?: ClientSession): void {
    for (const listener of listeners) listener(session);
  }
  return {
    name: options.name,
    connection,
    announceCommit,
    async transact(work, transactOptions) {
      const { result, session } = await transact(connection, work, transactOptions);
      announceCommit(session);
      return result;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isUp: () => connection.readyState === 1,
    close: () => closeConnection(connection),
  };
}
