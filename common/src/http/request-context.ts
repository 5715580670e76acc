import type { Request, RequestHandler, Response } from 'express';
import { newId } from '../ids.js';
import type { Logger } from '../logging/index.js';
import type { Metrics } from '../metrics/index.js';
import { nameAfterRoute, requestSpan } from '../tracing/trace-request.js';
import { type RequestContext, runInContext } from './context.js';

const idFromProxy = /^[\w.-]{8,64}$/;

/**
 * Gives each request an id and a context; when it is answered, counts it and writes one line about
 * it: method, path and status, never cookies, queries or bodies. What went well is `debug`: two
 * thousand buyers a second would drown what did not.
 *
 * Not pino-http: it makes two child loggers for every request whether a line is written or not,
 * which costs a tenth of a small request.
 */
export function requestContext(logger: Logger, metrics: Metrics): RequestHandler {
  const seconds = metrics.histogram('http_request_seconds', 'Time to answer a request', [
    'method',
    'status',
  ]);
  return (req, res, next) => {
    const startedAtMs = performance.now();
    const scope = new RequestScope(requestIdOf(req), logger);
    const span = requestSpan(scope.requestId);
    res.setHeader('X-Request-Id', scope.requestId);
    res.once('finish', () => {
      if (span !== undefined) nameAfterRoute(span, req);
      const elapsedMs = performance.now() - startedAtMs;
      // Paths hold ids and would make metrics without end.
      seconds.observe({ method: req.method, status: String(res.statusCode) }, elapsedMs / 1000);
      logAnswer(scope, req, res, elapsedMs);
    });
    runInContext(scope, next);
  };
}

/** The logger is made when somebody logs, which most requests never do. */
class RequestScope implements RequestContext {
  readonly correlationId: string;
  readonly causationId: string;
  #logger: Logger | undefined;

  constructor(
    readonly requestId: string,
    private readonly base: Logger,
  ) {
    this.correlationId = requestId;
    this.causationId = requestId;
  }

  get logger(): Logger {
    this.#logger ??= this.base.child({ requestId: this.requestId });
    return this.#logger;
  }

  hears(level: string): boolean {
    return this.base.isLevelEnabled(level);
  }
}

function logAnswer(scope: RequestScope, req: Request, res: Response, elapsedMs: number): void {
  const { statusCode } = res;
  const level = statusCode >= 500 ? 'error' : statusCode >= 400 ? 'info' : 'debug';
  if (!scope.hears(level)) return;
  const path = pathOf(req.originalUrl);
  scope.logger[level](
    { method: req.method, path, status: statusCode, ms: Math.round(elapsedMs) },
    'answered',
  );
}

/**
 * The id that a proxy of ours gave the request, when it looks like one; else a new one. It becomes
 * the correlation id of stored events, so that nobody else may choose it.
 */
function requestIdOf(req: Request): string {
  const given = req.headers['x-request-id'];
  if (typeof given !== 'string' || !idFromProxy.test(given)) return newId();
  return isFromProxy(req) ? given : newId();
}

/** By the same setting as `req.ip`. */
function isFromProxy({ app, socket }: Request): boolean {
  const isTrusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return socket.remoteAddress !== undefined && isTrusted(socket.remoteAddress, 0);
}

/** Queries may hold what people typed; the log does not need it. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
