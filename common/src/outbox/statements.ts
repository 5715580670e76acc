import type { ClientSession } from 'mongoose';
import { type Database, StatementOverdue, withinMs } from '../mongo/index.js';

/** The relay waits no longer for one: beside a socket that died silently there are others. */
export const statementMsMax = 3_000;

/** Statements one after another, each of which sees what the one before it saw. */
export interface Statements {
  /** Throws StatementOverdue for one that hangs; the next one has a session of its own. */
  run<Result>(statement: (session: ClientSession) => Promise<Result>): Promise<Result>;
  /** What comes next sees what this session has written. */
  follow(other: ClientSession): void;
  close(): Promise<void>;
}

export async function openStatements({ connection }: Database): Promise<Statements> {
  const open = () => connection.startSession({ causalConsistency: true });
  let current = await open();

  function follow(other: ClientSession): void {
    if (other.clusterTime) current.advanceClusterTime(other.clusterTime);
    if (other.operationTime) current.advanceOperationTime(other.operationTime);
  }

  async function leaveBehind(own: ClientSession, statement: Promise<unknown>): Promise<void> {
    current = await open();
    follow(own);
    // Whatever becomes of it: whoever asked was told that nobody knows.
    void Promise.allSettled([statement]).then(() => own.endSession());
  }

  return {
    async run(statement) {
      const own = current;
      const asked = statement(own);
      try {
        return await withinMs(statementMsMax, asked);
      } catch (error) {
        if (error instanceof StatementOverdue && own === current) await leaveBehind(own, asked);
        throw error;
      }
    },
    follow,
    close: () => current.endSession(),
  };
}
