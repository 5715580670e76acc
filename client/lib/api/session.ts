import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { isApiProblem, UNREACHABLE } from './problem';
import { serverGet } from './server';
import type { CurrentUser } from './types';

/**
 * Who is reading, or null. Asked once per request, and not at all without a session cookie.
 * While auth cannot be reached a page is still worth reading, so that counts as nobody.
 */
export const getCurrentUser = cache(async (): Promise<CurrentUser | null> => {
  if (!(await cookies()).has('session')) return null;
  try {
    const answer = await serverGet<{ currentUser: CurrentUser | null }>('/api/users/currentuser');
    return answer.currentUser;
  } catch (error) {
    if (isApiProblem(error, UNREACHABLE) || (isApiProblem(error) && error.status === 503)) {
      return null;
    }
    throw error;
  }
});
