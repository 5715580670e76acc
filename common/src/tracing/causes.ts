import {
  type Context,
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  type SpanContext,
  trace,
} from '@opentelemetry/api';
import { findContext } from '../http/context.js';
import { contextOf } from './span-context.js';

/** What sets something in motion, a request or a domain event, and the span it has. */
export interface Cause {
  /** Its id, as in a domain event's `causationId`. */
  readonly id: string | undefined;
  readonly span: SpanContext | undefined;
}

const causesKey = createContextKey('marquee.causes');

/** Within it, what follows from one of `causes` belongs to that one's trace. */
export function withCauses(at: Context, causes: readonly Cause[]): Context {
  const spans = new Map(causes.map(({ id, span }) => [id, span]));
  return at.setValue(causesKey, spans);
}

/** What is under way where this is called. */
export function causeNow(): Cause {
  return { id: findContext()?.causationId, span: contextOf(trace.getActiveSpan()) };
}

/**
 * The W3C `traceparent` of what follows from `causationId`: of its own span where a round serves
 * several causes together, else of the active span. Undefined when nothing is traced.
 */
export function traceparentOf(causationId: string | undefined): string | undefined {
  const active = context.active();
  const spans = active.getValue(causesKey) as ReadonlyMap<unknown, SpanContext> | undefined;
  const own = spans?.get(causationId);
  const carrier: { traceparent?: string } = {};
  propagation.inject(own === undefined ? active : trace.setSpanContext(active, own), carrier);
  return carrier.traceparent;
}

/** What a `traceparent` names, as the parent of new spans. */
export function parentOf(traceparent: string | undefined): Context {
  if (traceparent === undefined) return ROOT_CONTEXT;
  return propagation.extract(ROOT_CONTEXT, { traceparent });
}
