import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Clock } from '../clock.js';
import type { Mode } from '../config/service-environment.js';
import type { Service } from '../lifecycle/service.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import type { Sessions } from '../session/create-sessions.js';
import { refuseForeignOrigin } from './foreign-origin.js';
import { nothingHere, problemHandler } from './problem-handler.js';
import { requestBody } from './request-body.js';
import { requestContext } from './request-context.js';
import { requestDeadline } from './request-deadline.js';

/** Longer than any story of ours waits for its database, shorter than people wait for a page. */
export const requestDeadlineMsDefault = 5_000;

export interface ApiOptions {
  readonly name: string;
  /** Whose routes are served, with their full paths. */
  readonly services: ReadonlyArray<Pick<Service, 'router'> | Router>;
  readonly sessions: Sessions;
  readonly publicUrl: string;
  readonly mode: Mode;
  /** Hops in front of us, or their addresses. Never `true`. */
  readonly trustProxy: number | readonly string[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Handlers of any path that must see the request before its body is read. */
  readonly before?: readonly RequestHandler[];
  /** How long a request may go without an answer; then it is 503. Default 5,000. */
  readonly requestDeadlineMs?: number;
}

/**
 * The HTTP face of one or more services: every route under /api behind the same guards, every
 * error as problem+json. Other paths are left to whoever mounts this app.
 */
export function createApi(options: ApiOptions): Express {
  const secure = new URL(options.publicUrl).protocol === 'https:';
  const app = express();
  app.disable('x-powered-by');
  const { trustProxy } = options;
  app.set('trust proxy', typeof trustProxy === 'number' ? trustProxy : [...trustProxy]);

  if (options.before !== undefined) app.use(...options.before);
  app.use(onlyApi);
  app.use(requestContext(options.logger, options.metrics));
  app.use(requestDeadline(options.requestDeadlineMs ?? requestDeadlineMsDefault));
  app.use(securityHeaders(secure));
  app.use(refuseForeignOrigin(options.publicUrl));
  app.use(...options.sessions.middleware({ secure }));
  app.use(neverStoreForUsers);
  app.use(...requestBody());
  for (const service of options.services) {
    app.use(typeof service === 'function' ? service : service.router);
  }
  app.use(nothingHere);
  app.use(problemHandler);
  return app;
}

const onlyApi: RequestHandler = (req, _res, next) => {
  if (req.path === '/api' || req.path.startsWith('/api/')) next();
  else next('router');
};

/** An API answer is data: no page may run, frame or embed anything in its name. */
function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure,
  });
}

/** What a signed-in person sees belongs in no cache, shared or their own. */
const neverStoreForUsers: RequestHandler = (req, res, next) => {
  if (req.currentUser !== undefined) res.setHeader('Cache-Control', 'no-store');
  next();
};
