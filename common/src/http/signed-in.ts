import type { RequestHandler } from 'express';
import { requireUser } from './require-user.js';

/** Before anything is read of the request: whoever is not signed in learns nothing else. */
export const signedIn: RequestHandler = (req, _res, next) => {
  requireUser(req);
  next();
};
