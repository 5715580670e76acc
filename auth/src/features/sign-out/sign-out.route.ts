import { checked } from '@marquee/common/http';
import type { Sessions } from '@marquee/common/session';
import type { Router } from 'express';
import { lastTokenExpiry } from '../../domain/session.js';
import { type SignOutDependencies, signOut } from './sign-out.js';

export interface SignOutRouteDependencies extends SignOutDependencies {
  readonly sessions: Sessions;
}

/** Whoever is not signed in any more is signed out: 204 as well. */
export function addSignOut(router: Router, deps: SignOutRouteDependencies): void {
  router.post('/api/users/signout', ...checked(), async (req, res) => {
    const claims = deps.sessions.claimsOf(req);
    if (claims !== null) {
      await signOut(deps, claims.sessionId);
      deps.sessions.revoke(claims.sessionId, lastTokenExpiry(deps.clock.now()));
    }
    deps.sessions.clearSession(req);
    res.status(204).end();
  });
}
