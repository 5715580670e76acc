import express, { type Request, type RequestHandler } from 'express';
import { Problem } from '../errors.js';
import { webhookPath } from './foreign-origin.js';

const bodyLimit = '100kb';
const depthMax = 20;

/**
 * Reads JSON bodies and refuses what no route of ours takes: other content types, arrays, NUL
 * characters, nesting without end, and query parameters given twice. Throws invalid_request.
 */
export function requestBody(): RequestHandler[] {
  return [refuseOtherContent, readJson, refuseOddities];
}

const parseJson = express.json({ limit: bodyLimit, strict: true });

/** The webhook's signature is over the bytes: its route reads them itself. */
const readJson: RequestHandler = (req, res, next) => {
  if (req.path === webhookPath) next();
  else parseJson(req, res, next);
};

const refuseOtherContent: RequestHandler = (req, _res, next) => {
  if (hasBody(req) && req.path !== webhookPath && req.is('application/json') === false) {
    throw new Problem('invalid_request', 'Send the body as application/json.');
  }
  next();
};

function hasBody(req: Request): boolean {
  const length = req.headers['content-length'];
  return req.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

const refuseOddities: RequestHandler = (req, _res, next) => {
  const { query } = req;
  for (const [field, value] of Object.entries(query)) {
    if (Array.isArray(value)) throw malformed(field, 'was given more than once');
  }
  assertPlain(query, '', 0);
  const body: unknown = req.body;
  if (Buffer.isBuffer(body)) {
    next();
    return;
  }
  if (Array.isArray(body)) throw malformed('', 'must be an object, not a list');
  assertPlain(body, '', 0);
  next();
};

/**
 * MongoDB, logs and C libraries each read a NUL differently, so nobody gets to send one. Names that
 * every object inherits (`constructor`, `__proto__`) look like known fields to libraries.
 */
function assertPlain(value: unknown, field: string, depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw malformed(field, 'contains a character that is not allowed');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth === depthMax) throw malformed(field, 'is nested too deeply');
  for (const [key, inner] of Object.entries(value)) {
    if (key in Object.prototype) throw malformed(key, 'is not a field here');
    assertPlain(key, field, depth);
    assertPlain(inner, field === '' ? key : field, depth + 1);
  }
}

function malformed(field: string, message: string): Problem {
  return new Problem('invalid_request', 'The request cannot be understood as it is.', {
    errors: [{ field: field.replaceAll('\0', ''), message }],
  });
}
