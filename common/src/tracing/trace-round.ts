import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { type Cause, withCauses } from './causes.js';
import { inSpan, startSpan } from './in-span.js';

/**
 * Runs the work that one round does for all of `causes`. A round of one is a part of its cause's
 * trace; a larger one is a trace of its own with a link to each. Either way what is announced in it
 * carries the trace of the cause that it names.
 */
export async function traceRound<T>(
  name: string,
  causes: readonly Cause[],
  work: () => Promise<T>,
): Promise<T> {
  const spans = causes.flatMap(({ span }) => span ?? []);
  const [first] = spans;
  // Nobody is traced, or nothing is.
  if (first === undefined) return work();
  const isLone = causes.length === 1;
  const span = startSpan(
    name,
    {
      attributes: { 'marquee.round.size': causes.length },
      links: isLone ? [] : spans.map((context) => ({ context })),
    },
    isLone ? trace.setSpanContext(ROOT_CONTEXT, first) : ROOT_CONTEXT,
  );
  return inSpan(span, work, withCauses(ROOT_CONTEXT, causes));
}
