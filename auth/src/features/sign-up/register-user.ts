import { Problem } from '@marquee/common/errors';
import { newId } from '@marquee/common/ids';
import { type Database, isDuplicateKey, type Session } from '@marquee/common/mongo';
import type { Accounts } from '../../data/accounts.js';
import type { Passwords } from '../../data/passwords.js';
import { register, type User } from '../../domain/user.js';

export interface RegisterUserDependencies {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
}

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name?: string | undefined;
}

/** What else belongs into the transaction that makes the account. */
export type Alongside = (transaction: Session, user: User) => Promise<void>;

const nothing: Alongside = () => Promise.resolve();

/** Makes an account and announces it. Throws email_taken. */
export async function registerUser(
  { database, accounts, passwords }: RegisterUserDependencies,
  { email, password, name }: Registration,
  alongside: Alongside = nothing,
): Promise<User> {
  const passwordHash = await passwords.hash(password);
  const user = register({ id: newId(), email, name, passwordHash });
  try {
    await database.transact(async (transaction) => {
      await accounts.add(transaction, user);
      await alongside(transaction, user);
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new Problem('email_taken', 'Sign in instead, or use another address.', { cause: error });
  }
  return user;
}
