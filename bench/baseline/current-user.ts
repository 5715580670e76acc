import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';

export interface BaselineUser {
  readonly id: string;
  readonly email: string;
}

declare module 'express-serve-static-core' {
  interface Request {
    baselineUser?: BaselineUser;
  }
}

/** Reads the token in the session, with the secret as the string it was configured as. */
export function currentUser(secret: string): RequestHandler {
  return (req, _res, next) => {
    const token: unknown = (req.session as { jwt?: unknown } | null)?.jwt;
    if (typeof token === 'string') {
      try {
        req.baselineUser = jwt.verify(token, secret) as unknown as BaselineUser;
      } catch {
        // A token that is no good is no token: the next handler refuses.
      }
    }
    next();
  };
}

export const requireUser: RequestHandler = (req, res, next) => {
  if (req.baselineUser) next();
  else res.status(401).send({ errors: [{ message: 'Not authorized' }] });
};
