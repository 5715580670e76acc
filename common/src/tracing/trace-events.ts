import { type Attributes, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Handler } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { parentOf } from './causes.js';
import { failSpan, inSpan, startSpan } from './in-span.js';
import { contextOf } from './span-context.js';
import { traceRound } from './trace-round.js';

/** By OpenTelemetry's conventions for messaging; the bus is a system of its own, whatever is below. */
function attributesOf(event: DomainEvent, operation: 'send' | 'process'): Attributes {
  return {
    'messaging.system': 'marquee',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': event.aggregateType,
    'messaging.message.id': event.id,
    'messaging.message.conversation_id': event.correlationId,
    'marquee.event.type': event.type,
  };
}

function startProcessing(consumer: string, event: DomainEvent): Span {
  const attributes = {
    ...attributesOf(event, 'process'),
    'messaging.consumer.group.name': consumer,
  };
  const options = { kind: SpanKind.CONSUMER, attributes };
  return startSpan(`process ${event.aggregateType}`, options, parentOf(event.traceparent));
}

/** A publish of an event that belongs to a trace, as a part of it. */
export async function tracePublish<T>(event: DomainEvent, publish: () => Promise<T>): Promise<T> {
  if (event.traceparent === undefined) return publish();
  const options = { kind: SpanKind.PRODUCER, attributes: attributesOf(event, 'send') };
  const parent = parentOf(event.traceparent);
  return inSpan(startSpan(`send ${event.aggregateType}`, options, parent), publish);
}

/**
 * A handler whose every delivery is a span of its event's trace, however many are handled together.
 * One that is to be brought again, or is parked, is a failed one.
 */
export function traceHandler(consumer: string, handler: Handler): Handler {
  return async (deliveries) => {
    const spans = deliveries.map(({ event }) => startProcessing(consumer, event));
    const causes = deliveries.map(({ event }, at) => ({
      id: event.id,
      span: contextOf(spans[at]),
    }));
    try {
      const verdicts = await traceRound(consumer, causes, () => handler(deliveries));
      for (const [at, verdict] of verdicts.entries()) {
        spans[at]?.setAttribute('marquee.verdict', verdict.kind);
        if (verdict.kind !== 'ack') spans[at]?.setStatus({ code: SpanStatusCode.ERROR });
      }
      return verdicts;
    } catch (error) {
      for (const span of spans) failSpan(span, error);
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  };
}

/** A follower's listener, within a span of the event's trace. */
export function traceListener(
  follower: string,
  listen: (event: DomainEvent) => void,
): (event: DomainEvent) => void {
  return (event) => {
    const span = startProcessing(follower, event);
    try {
      listen(event);
    } finally {
      span.end();
    }
  };
}
