import 'server-only';
import { redirect } from 'next/navigation';
import { paths } from '@/lib/paths';
import { askCurrentUser } from './session';
import type { CurrentUser } from './types';

/**
 * Who is reading a page that only makes sense signed in; others sign in first and come back.
 * While auth cannot be reached this throws: nobody is told to sign in who is signed in already.
 */
export async function requireUser(returnTo: string): Promise<CurrentUser> {
  const user = await askCurrentUser();
  return user ?? redirect(paths.signIn(returnTo));
}
