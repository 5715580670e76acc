import 'server-only';
import { redirect } from 'next/navigation';
import { paths } from '@/lib/paths';
import { getCurrentUser } from './session';
import type { CurrentUser } from './types';

/** Who is reading a page that only makes sense signed in; others sign in first and come back. */
export async function requireUser(returnTo: string): Promise<CurrentUser> {
  const user = await getCurrentUser();
  return user ?? redirect(paths.signIn(returnTo));
}
