import type { Request } from 'express';
import { StripeFailure } from './stripe-failure.js';

const bearer = /^Bearer\s+(\S+)$/i;
const basic = /^Basic\s+(\S+)$/i;

/** The API key of a request: in the header, or `key` in form or query as browsers send it. */
export function keyOf(req: Request): string | undefined {
  const header = req.get('authorization') ?? '';
  const token = bearer.exec(header)?.[1];
  if (token !== undefined) return token;
  const encoded = basic.exec(header)?.[1];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64').toString('utf8').split(':')[0];
  return textField(req.body, 'key') ?? textField(req.query, 'key');
}

/** A text field of a form or query; undefined for anything else under that name. */
export function textField(form: unknown, name: string): string | undefined {
  if (typeof form !== 'object' || form === null || !Object.hasOwn(form, name)) return undefined;
  const value: unknown = Reflect.get(form, name);
  return typeof value === 'string' ? value : undefined;
}

/** Throws 401 as Stripe does, without repeating the key that was sent. */
export function assertKey(given: string | undefined, expected: string): void {
  if (given === expected) return;
  const message =
    given === undefined
      ? 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.'
      : `Invalid API Key provided: ${masked(given)}`;
  throw new StripeFailure(401, 'invalid_request_error', message);
}

function masked(key: string): string {
  return `${key.slice(0, 3)}****${key.slice(-4)}`;
}
