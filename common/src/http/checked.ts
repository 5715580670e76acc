import type { Request, RequestHandler } from 'express';
import {
  checkExact,
  matchedData,
  param,
  type ValidationChain,
  type ValidationError,
  validationResult,
} from 'express-validator';
import { type FieldError, Problem } from '../errors.js';
import { isUuid } from '../ids.js';

/**
 * Runs the chains and refuses every body and query field that none of them names.
 * Throws invalid_request listing each field once.
 */
export function checked(...chains: ValidationChain[]): RequestHandler[] {
  // checkExact looks only where a chain was named, so each location is asked about by itself.
  const exact = (['body', 'query'] as const).map((location) =>
    checkExact([], { locations: [location] }),
  );
  // It also throws on a null where an object belongs, so what the chains found is said before.
  return [...chains, refuseErrors, ...exact, refuseErrors];
}

const refuseErrors: RequestHandler = (req, _res, next) => {
  const found = validationResult(req).array({ onlyFirstError: true }).flatMap(fieldErrors);
  if (found.length > 0) {
    throw new Problem('invalid_request', 'Some fields are missing, wrong or unknown.', {
      errors: found,
    });
  }
  next();
};

function fieldErrors(error: ValidationError): FieldError[] {
  switch (error.type) {
    case 'field':
      return [{ field: error.path, message: String(error.msg) }];
    case 'unknown_fields':
      return error.fields.map(({ path }) => ({ field: path, message: 'is not a field here' }));
    default:
      return [{ field: '', message: String(error.msg) }];
  }
}

/** What the chains have validated, and nothing else. */
export function getInput<T extends object>(req: Request): T {
  return matchedData<T>(req, { includeOptionals: false });
}

/** An id in the path. A UUID that is not ours to have made is well-formed: 404, not 400. */
export function idParam(name = 'id'): ValidationChain {
  return idField(param(name));
}

/** An id anywhere else. */
export function idField(chain: ValidationChain, message = 'must be an id'): ValidationChain {
  return chain
    .custom((value: unknown) => typeof value === 'string' && isUuid(value))
    .withMessage(message)
    .bail()
    .toLowerCase();
}
