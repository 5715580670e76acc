import type { Clock } from '@marquee/common/clock';
import type { SessionId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { Accounts } from '../../data/accounts.js';

export interface SignOutDependencies {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly clock: Clock;
}

/** Ends the session for every browser and process that holds its token. Repeating it is harmless. */
export async function signOut(deps: SignOutDependencies, sessionId: SessionId): Promise<void> {
  const now = deps.clock.now();
  await deps.database.transact(async (transaction) => {
    await deps.accounts.endSession(transaction, sessionId, now);
  });
}
