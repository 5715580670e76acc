import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { closeConnection, connect } from './connect.js';
import type { DatabaseOptions } from './options.js';
import { type TransactOptions, transact } from './transact.js';

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
    for (const listener of listeners) {
      try {
        listener(session);
      } catch (error) {
        // What was committed stays so: its caller must not hear of somebody else's mistake.
        options.logger.error({ err: error }, 'A listener of commits failed');
      }
    }
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
    isUp: () => connection.readyState === mongoose.ConnectionStates.connected,
    close: () => closeConnection(connection),
  };
}
