import { isIP } from 'node:net';
import type { RequestHandler } from 'express';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The developers' page shows all objects and makes Stripe fail: nobody but who sits at this machine
 * has it. Not who comes through a proxy on it, nor a page whose name was pointed here (DNS
 * rebinding). A Pod's page is had by `kubectl port-forward`.
 */
export const onlyThisMachine: RequestHandler = (req, res, next) => {
  const isHere = loopback.has(req.socket.remoteAddress ?? '');
  const isForwarded = req.get('x-forwarded-for') !== undefined;
  const host = (req.headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
  const isOwnName =
    host === 'localhost' || host.endsWith('.localhost') || isIP(host.replace(/^\[|\]$/g, '')) !== 0;
  if (isHere && !isForwarded && isOwnName) next();
  else res.status(403).type('text/plain').send('Only from this machine itself.');
};
