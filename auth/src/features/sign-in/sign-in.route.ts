import { checked, getInput, rateLimit } from '@marquee/common/http';
import type { Sessions } from '@marquee/common/session';
import type { Router } from 'express';
import { body } from 'express-validator';
import { foldEmail } from '../../domain/email.js';
import { lastTokenExpiry } from '../../domain/session.js';
import { currentUserOf } from '../../domain/user.js';
import { type Credentials, type SignInDependencies, signIn } from './sign-in.js';

// Whether an address or a password could exist here is not said: it gets the answer of a wrong one.
const input = checked(
  body('email').isString().isLength({ min: 1, max: 1_000 }).withMessage('is needed'),
  body('password').isString().isLength({ min: 1, max: 1_000 }).withMessage('is needed'),
);

const perMinute = { limit: 10, windowSeconds: 60 };

export interface SignInRouteDependencies extends SignInDependencies {
  readonly sessions: Sessions;
  readonly rateLimit: boolean;
}

export function addSignIn(router: Router, deps: SignInRouteDependencies): void {
  const enabled = deps.rateLimit;
  // By both: one address tries many accounts, or many addresses try one.
  const byAddress = rateLimit({ ...perMinute, name: 'sign-in', by: 'address', enabled });
  const byAccount = rateLimit({
    ...perMinute,
    name: 'sign-in-account',
    by: (req) => foldEmail(getInput<Credentials>(req).email),
    enabled,
  });
  router.post('/api/users/signin', byAddress, ...input, byAccount, async (req, res) => {
    const { sessions, clock } = deps;
    const replaced = sessions.claimsOf(req)?.sessionId;
    const { user, sessionId } = await signIn(deps, getInput<Credentials>(req), replaced);
    if (replaced !== undefined) sessions.revoke(replaced, lastTokenExpiry(clock.now()));
    const currentUser = currentUserOf(user);
    sessions.setSession(req, sessions.mint({ ...currentUser, sessionId }));
    res.json({ currentUser });
  });
}
