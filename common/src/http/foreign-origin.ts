import type { RequestHandler } from 'express';
import { originsOf } from '../config/public-url.js';
import { Problem } from '../errors.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const ownSites = new Set(['same-origin', 'none']);

/** Stripe calls this one, and proves itself by signature. */
export const webhookPath = '/api/payments/webhook';

/**
 * Refuses unsafe requests that a page of another site made a browser send (contracts.md, "Session
 * and origin"). Requests with neither header come from servers and tools, which hold no cookies of
 * a victim. Throws foreign_origin.
 */
export function refuseForeignOrigin(publicUrl: string): RequestHandler {
  const ownOrigins = new Set(originsOf(publicUrl));
  return (req, _res, next) => {
    if (safeMethods.has(req.method) || req.path === webhookPath) {
      next();
      return;
    }
    const origin = req.headers.origin;
    const site = req.headers['sec-fetch-site'];
    const isOurs =
      origin === undefined
        ? site === undefined || (typeof site === 'string' && ownSites.has(site))
        : ownOrigins.has(origin);
    if (!isOurs) {
      throw new Problem('foreign_origin', 'Open Marquee itself and try again from there.', {
        internal: `origin ${origin ?? 'none'}, site ${String(site)}`,
      });
    }
    next();
  };
}
