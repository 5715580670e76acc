import { checked } from '@marquee/common/http';
import { type Sessions, sessionCookieName } from '@marquee/common/session';
import type { Router } from 'express';
import { currentUserOf } from '../../domain/user.js';
import { findCurrentUser, type GetCurrentUserDependencies } from './get-current-user.js';

export interface GetCurrentUserRouteDependencies extends GetCurrentUserDependencies {
  readonly sessions: Sessions;
}

/** Renews the token from the session's row; a cookie that is worth nothing is taken back. */
export function addGetCurrentUser(router: Router, deps: GetCurrentUserRouteDependencies): void {
  router.get('/api/users/currentuser', ...checked(), async (req, res) => {
    const claims = deps.sessions.claimsOf(req);
    const user = claims === null ? null : await findCurrentUser(deps, claims.sessionId);
    if (claims === null || user === null) {
      if (req.headers.cookie?.includes(`${sessionCookieName}=`)) deps.sessions.clearSession(req);
      res.json({ currentUser: null });
      return;
    }
    const currentUser = currentUserOf(user);
    const token = deps.sessions.mint({ ...currentUser, sessionId: claims.sessionId });
    deps.sessions.setSession(req, token);
    res.json({ currentUser });
  });
}
