import { browserGet, send } from './browser';
import type { CurrentUser } from './types';

export interface Credentials {
  email: string;
  password: string;
}

type Answer = { currentUser: CurrentUser };

export const signIn = async (credentials: Credentials): Promise<CurrentUser> =>
  (await send<Answer>('POST', '/api/users/signin', { body: credentials })).currentUser;

export const signUp = async (details: Credentials & { name?: string }): Promise<CurrentUser> =>
  (await send<Answer>('POST', '/api/users/signup', { body: details })).currentUser;

/** Revokes the session; doing it twice is the same as once. */
export const signOut = (): Promise<void> =>
  send<void>('POST', '/api/users/signout', { repeatable: true });

/** Who is signed in, or null. Asking renews the session's token. */
export const getCurrentUser = async (): Promise<CurrentUser | null> =>
  (await browserGet<{ currentUser: CurrentUser | null }>('/api/users/currentuser')).currentUser;
