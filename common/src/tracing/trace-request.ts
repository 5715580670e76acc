import { type Span, trace } from '@opentelemetry/api';
import type { Request } from 'express';

/** The span of the request that is under way, if requests are traced. */
export function requestSpan(requestId: string): Span | undefined {
  return trace.getActiveSpan()?.setAttribute('marquee.request_id', requestId);
}

/**
 * Names a request's span after its route, as the instrumentation of Express would, which cannot see
 * what is loaded by `import`, and would make a span of every middleware.
 */
export function nameAfterRoute(span: Span, req: Request): void {
  const { path } = (req.route ?? {}) as { readonly path?: unknown };
  if (typeof path !== 'string') return;
  span.updateName(`${req.method} ${path}`).setAttribute('http.route', path);
}
