import {
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** Without an SDK it makes spans that are none and cost next to nothing. */
export function startSpan(name: string, options: SpanOptions, parent: Context): Span {
  return trace.getTracer('@marquee/common').startSpan(name, options, parent);
}

/** Marks a span as failed by the kind of the error: its words may hold what people wrote. */
export function failSpan(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
}

/** Runs `work` within `span`, which ends with it; `at` is what else is known there. */
export async function inSpan<T>(
  span: Span,
  work: () => Promise<T>,
  at: Context = ROOT_CONTEXT,
): Promise<T> {
  try {
    return await context.with(trace.setSpan(at, span), work);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Work of a process's own, such as a step of a job: a part of what is under way, or a new trace. */
export function traceWork<T>(
  name: string,
  attributes: Readonly<Record<`marquee.${string}`, string>>,
  work: () => Promise<T>,
): Promise<T> {
  return inSpan(startSpan(name, { attributes }, context.active()), work, context.active());
}
