import 'server-only';
import { headers } from 'next/headers';
import { config } from '@/lib/config';
import { problemFrom, unreachable } from './problem';
import { type QueryValue, withQuery } from './query';
import { serviceAddressOf } from './service-address';

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError';

/** Asks once more when a kept-alive connection was closed just as it was used again. */
async function fetchTwice(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (isTimeout(error)) throw error;
    return fetch(url, init);
  }
}

/**
 * Reads from a service on behalf of the reader of this page: forwards their cookie, caches nothing.
 * Throws an `ApiProblem`; one with code `unreachable` when no service answered in time.
 */
export async function serverGet<Body>(
  path: string,
  query: Readonly<Record<string, QueryValue>> = {},
): Promise<Body> {
  const { servicesUrl, requestTimeoutMs } = config;
  const address = serviceAddressOf(servicesUrl, path);
  if (address === null) throw unreachable(`SERVICES_URL names nobody for ${path}`);
  const cookie = (await headers()).get('cookie');
  let response: Response;
  try {
    response = await fetchTwice(`${address}${withQuery(path, query)}`, {
      headers: { accept: 'application/json', ...(cookie === null ? {} : { cookie }) },
      cache: 'no-store',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : 'no answer');
  }
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as Body;
}
