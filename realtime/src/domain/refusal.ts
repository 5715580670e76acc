import type { ProblemCode } from '@marquee/common/errors';
import type { Refusal } from './messages.js';

/** A refusal as an ack carries it; the codes are those of the HTTP API. */
export function refusal(code: ProblemCode, detail: string): Refusal {
  return { error: { code, detail } };
}
