import type { Request } from 'express';
import { Problem } from '../errors.js';
import type { CurrentUser } from '../session/current-user.js';

/** Who is asking. Throws not_signed_in. */
export function requireUser(req: Request): CurrentUser {
  if (req.currentUser === undefined) {
    throw new Problem('not_signed_in', 'Sign in and try again.');
  }
  return req.currentUser;
}
