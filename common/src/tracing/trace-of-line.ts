import { trace } from '@opentelemetry/api';
import { contextOf } from './span-context.js';

/** What a log line says of the trace it was written in, under OpenTelemetry's names. */
export function traceOfLine(): Record<string, string> {
  const span = contextOf(trace.getActiveSpan());
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
