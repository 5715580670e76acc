import { clock } from '@/lib/clock';
import { type ApiProblem, isApiProblem, lostAnswer, problemFrom } from './problem';
import { learnServerTime } from './server-clock';

export interface SendOptions {
  body?: unknown;
  /** Makes a repetition of a creation safe; see `newIdempotencyKey`. */
  idempotencyKey?: string;
  /** The request may be repeated when its answer was lost. A key, GET, PATCH and DELETE imply it. */
  repeatable?: boolean;
  /** How long one try may stay without an answer. */
  timeoutMs?: number;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const ATTEMPTS_MAX = 4;
const WAIT_MS_MAX = 5_000;

export const newIdempotencyKey = (): string => crypto.randomUUID();

/** How long to wait before attempt `attempt + 1`, or null when the error is final. */
export function retryDelayMs(
  problem: ApiProblem,
  attempt: number,
  repeatable: boolean,
): number | null {
  if (problem.status !== 503 || attempt >= ATTEMPTS_MAX) return null;
  // `try_again` promises that nothing happened; any other 503 may hide a success.
  if (problem.code !== 'try_again' && !repeatable) return null;
  const seconds = problem.problem.retryAfterSeconds;
  return Math.min(WAIT_MS_MAX, seconds === undefined ? 250 * 2 ** attempt : seconds * 1_000);
}

async function once<Body>(method: Method, path: string, options: SendOptions): Promise<Body> {
  const sentAtMs = clock.nowMs();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.idempotencyKey === undefined
          ? {}
          : { 'idempotency-key': options.idempotencyKey }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.timeoutMs === undefined
        ? {}
        : { signal: AbortSignal.timeout(options.timeoutMs) }),
    });
  } catch (error) {
    throw lostAnswer(error);
  }
  learnServerTime(response, sentAtMs);
  if (!response.ok) throw await problemFrom(response);
  return (response.status === 204 ? undefined : await response.json()) as Body;
}

/**
 * Asks our own origin. Lost answers and 503 are repeated, with the same key, as long as that is safe.
 * Throws an `ApiProblem`.
 */
export async function send<Body>(
  method: Method,
  path: string,
  options: SendOptions = {},
): Promise<Body> {
  const repeatable =
    options.repeatable ?? (method !== 'POST' || options.idempotencyKey !== undefined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once<Body>(method, path, options);
    } catch (error) {
      const delayMs = isApiProblem(error) ? retryDelayMs(error, attempt, repeatable) : null;
      if (delayMs === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}

export const browserGet = <Body>(path: string): Promise<Body> => send<Body>('GET', path);
