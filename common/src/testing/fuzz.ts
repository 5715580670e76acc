import fc, { type Arbitrary } from 'fast-check';
import { newId } from '../ids.js';
import type { TestAgent } from './http.js';

/** One route of a service, with `:id` style parameters. */
export interface FuzzedRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  /** Names of body and query fields, so that arbitrary values also reach what reads them. */
  readonly fields?: readonly string[];
}

const awkwardText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '\0', '💥', '__proto__', '$where', '../../etc', '%00', '1e999', 'null'),
  fc.constantFrom('-1', '0', '9007199254740993', 'NaN', '2026-02-30T00:00:00Z', 'true', '[]'),
);

const value = fc.oneof(
  { weight: 3, arbitrary: awkwardText },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom({ $gt: '' }, { $ne: null }, [[]], { length: 1e9 }) },
);

/** Any JSON, and objects whose fields have the right names and arbitrary values. */
export function anyBody(fields: readonly string[]): Arbitrary<unknown> {
  const names =
    fields.length === 0 ? awkwardText : fc.oneof(fc.constantFrom(...fields), awkwardText);
  return fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(names, value, { maxKeys: 8 }) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** A query string, valid or not. */
export function anyQuery(fields: readonly string[]): Arbitrary<string> {
  const names =
    fields.length === 0 ? awkwardText : fc.oneof(fc.constantFrom(...fields), awkwardText);
  const pair = fc
    .tuple(names, awkwardText)
    .map(
      ([name, text]) =>
        `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(text))}`,
    );
  const raw = fc.constantFrom('%', '%zz=1', 'a[b][c]=1', '&&==', 'a=1&a=2', '__proto__[x]=1');
  return fc
    .array(fc.oneof({ weight: 5, arbitrary: pair }, raw), { maxLength: 5 })
    .map((parts) => parts.join('&'));
}

/** What may stand where an id belongs. */
export const anyId: Arbitrary<string> = fc.oneof(
  fc.constant(null).map(() => newId()),
  fc.uuid(),
  awkwardText.map((text) => encodeURIComponent(wellFormed(text)) || '-'),
  fc.constantFrom('%', '%c0%af', '..', 'mine', 'undefined'),
);

/**
 * Throws arbitrary bodies, queries and ids at every route: each answer must be below 500, and a
 * refusal must be problem+json. `allowed` names a 5xx that a route may give, such as 503.
 */
export async function neverFiveHundred(
  agent: TestAgent,
  routes: readonly FuzzedRoute[],
  options: { readonly runs?: number; readonly allowed?: readonly number[] } = {},
): Promise<void> {
  const { runs = 60, allowed = [] } = options;
  for (const route of routes) {
    const fields = route.fields ?? [];
    const attempt = fc.asyncProperty(
      anyBody(fields),
      anyQuery(fields),
      anyId,
      async (body, query, id) => {
        const path = route.path.replaceAll(/:\w+/g, () => id);
        const sent = agent[route.method](query === '' ? path : `${path}?${query}`);
        const sends = route.method !== 'get' && body !== undefined;
        const res = await (sends ? sent.type('application/json').send(JSON.stringify(body)) : sent);
        if (res.status >= 500 && !allowed.includes(res.status)) {
          throw new Error(`${route.method} ${path}?${query} → ${res.status} ${res.text}`);
        }
        if (res.status >= 400 && res.type !== 'application/problem+json') {
          throw new Error(`${route.method} ${path} → ${res.status} as ${res.type}`);
        }
      },
    );
    await fc.assert(attempt, { numRuns: runs, includeErrorInReport: true });
  }
}

/** Lone surrogates cannot be percent-encoded. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
