import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { isApiProblem } from './problem';
import { serverGet } from './server';
import type { CurrentUser } from './types';

/** Who is reading, or null: asked once per request, and not at all without a session cookie. */
export const askCurrentUser = cache(async (): Promise<CurrentUser | null> => {
  if (!(await cookies()).has('session')) return null;
  const answer = await serverGet<{ currentUser: CurrentUser | null }>('/api/users/currentuser');
  return answer.currentUser;
});

/** The same, where a page is worth reading by anybody: nobody, while auth cannot be reached. */
export async function getCurrentUser(): Promise<CurrentUser | null> {
  try {
    return await askCurrentUser();
  } catch (error) {
    if (isApiProblem(error) && error.status === 503) return null;
    throw error;
  }
}
