import { outcomeUnknown, Problem, tryAgain } from '../errors.js';
import { outageOf } from '../mongo/errors.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The refusal that an error amounts to; null when it is a bug of ours. */
export function problemOf(error: unknown, method: string): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return null;
  return ofDatabase(error, method) ?? ofRequest(error);
}

/** A write whose answer was lost may have happened, so only reads are told "nothing changed". */
function ofDatabase(error: Error, method: string): Problem | null {
  const outage = outageOf(error);
  if (outage === null) return null;
  const options = { cause: error, internal: error.message };
  return outage === 'nothing_happened' || safeMethods.has(method)
    ? tryAgain('We cannot take this just now. Nothing was changed.', options)
    : outcomeUnknown('Please look again before you repeat this.', options);
}

/** What Express and body-parser refuse carries a 4xx status; a path like `/%zz` is a URIError. */
function ofRequest(error: Error): Problem | null {
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 0;
  const options = { cause: error, internal: error.message };
  if (status === 413) {
    return new Problem('body_too_large', 'A request may have at most 100 kB.', options);
  }
  if (error instanceof URIError || (status >= 400 && status < 500)) {
    return new Problem('invalid_request', 'The request cannot be understood.', {
      ...options,
      errors: [{ field: '', message: 'is malformed' }],
    });
  }
  return null;
}
