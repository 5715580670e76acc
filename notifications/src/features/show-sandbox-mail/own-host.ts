import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { sendRefusal } from './refusal.js';

/**
 * Refuses a request that a page of somebody else made under a name of theirs that now points at
 * this machine (DNS rebinding): to the browser we would be of their origin, and readable. An
 * address without a name cannot be pointed anywhere else.
 */
export function refuseForeignHost(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).hostname.toLowerCase();
  return (req, res, next) => {
    const hostname = hostnameOf(req.headers.host ?? '');
    const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
    if (hostname === own || isLocal || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) next();
    else sendRefusal(req, res, 'foreign_origin');
  };
}

function hostnameOf(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}
