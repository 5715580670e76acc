import { checked, getInput, rateLimit } from '@marquee/common/http';
import type { Sessions } from '@marquee/common/session';
import { isReadableName } from '@marquee/common/text';
import type { Router } from 'express';
import { body } from 'express-validator';
import { z } from 'zod';
import { lastTokenExpiry } from '../../domain/session.js';
import { currentUserOf } from '../../domain/user.js';
import type { Registration } from './register-user.js';
import { type SignUpDependencies, signUp } from './sign-up.js';

const emailLengthMax = 254;
const nameLengthMax = 80;
const email = z.email().max(emailLengthMax);

const input = checked(
  body('email')
    .custom((value: unknown) => typeof value === 'string' && email.safeParse(value.trim()).success)
    .withMessage('must be an e-mail address'),
  body('password')
    .isString()
    .withMessage('must be a text')
    .bail()
    .isLength({ min: 10, max: 128 })
    .withMessage('must have 10 to 128 characters'),
  body('name')
    .optional()
    .isString()
    .withMessage('must be a text')
    .bail()
    .trim()
    .isLength({ min: 1, max: nameLengthMax })
    .withMessage(`must have 1 to ${nameLengthMax} characters`)
    .bail()
    .custom(isReadableName)
    .withMessage('must be a name that can be read, on one line'),
);

export interface SignUpRouteDependencies extends SignUpDependencies {
  readonly sessions: Sessions;
  readonly rateLimit: boolean;
}

export function addSignUp(router: Router, deps: SignUpRouteDependencies): void {
  // By address only: there is no account yet to count by.
  const limit = rateLimit({
    name: 'sign-up',
    limit: 10,
    windowSeconds: 3600,
    by: 'address',
    enabled: deps.rateLimit,
  });
  router.post('/api/users/signup', limit, ...input, async (req, res) => {
    const { sessions, clock } = deps;
    const replaced = sessions.claimsOf(req)?.sessionId;
    const { user, sessionId } = await signUp(deps, getInput<Registration>(req), replaced);
    if (replaced !== undefined) sessions.revoke(replaced, lastTokenExpiry(clock.now()));
    const currentUser = currentUserOf(user);
    sessions.setSession(req, sessions.mint({ ...currentUser, sessionId }));
    res.status(201).json({ currentUser });
  });
}
