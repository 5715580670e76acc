import { sessionRevoked, type UserState, userRegistered } from '@marquee/common/contracts/user';
import type { SessionId } from '@marquee/common/ids';
import type { Outbox } from '@marquee/common/outbox';
import type { ClientSession } from 'mongoose';
import type { Session } from '../domain/session.js';
import { type User, withRevokedSession } from '../domain/user.js';
import type { SessionRows } from './session.repository.js';
import type { Users } from './user.repository.js';

/** Changes of accounts and what the world is told of them, in the caller's transaction. */
export interface Accounts {
  add(transaction: ClientSession, user: User): Promise<void>;
  openSession(transaction: ClientSession, session: Session): Promise<void>;
  /** Ends a session before its time and says so. Does nothing when there is none to end. */
  endSession(transaction: ClientSession, id: SessionId | undefined, now: Date): Promise<void>;
}

interface AccountsDependencies {
  readonly users: Users;
  readonly sessionRows: SessionRows;
  readonly outbox: Outbox;
}

export function createAccounts({ users, sessionRows, outbox }: AccountsDependencies): Accounts {
  return {
    async add(transaction, user) {
      await users.insert(transaction, user);
      await outbox.add(transaction, [{ contract: userRegistered, ...announcement(user) }]);
    },
    openSession: (transaction, session) => sessionRows.insert(transaction, session),
    async endSession(transaction, id, now) {
      if (id === undefined) return;
      const ended = await sessionRows.tryRevoke(transaction, id, now);
      if (ended === null) return;
      const user = withRevokedSession(await users.getWithin(transaction, ended.userId), id, now);
      await users.saveRevocations(transaction, user);
      await outbox.add(transaction, [{ contract: sessionRevoked, ...announcement(user) }]);
    },
  };
}

function announcement(user: User) {
  const data: UserState = {
    userId: user.id,
    email: user.email,
    name: user.name,
    revokedSessions: user.revokedSessions.map(({ sessionId, tokenExpiresAt }) => ({
      sessionId,
      tokenExpiresAt: tokenExpiresAt.toISOString(),
    })),
  };
  return { aggregateId: user.id, aggregateVersion: user.version, data };
}
