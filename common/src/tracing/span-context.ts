import { isSpanContextValid, type Span, type SpanContext } from '@opentelemetry/api';

/** The context of a span, or undefined for one that is none. */
export function contextOf(span: Span | undefined): SpanContext | undefined {
  const found = span?.spanContext();
  return found !== undefined && isSpanContextValid(found) ? found : undefined;
}
