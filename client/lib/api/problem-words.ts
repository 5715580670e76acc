import { isApiProblem } from './problem';

/**
 * The message key for an error: its stable code when this page has words for it, else `unexpected`.
 * Pages bring their own words, because "nothing was charged" and "nothing was listed" differ.
 */
export function problemKey<Key extends string>(
  error: unknown,
  keys: readonly Key[],
): Key | 'unexpected' {
  if (!isApiProblem(error)) return 'unexpected';
  return keys.find((key) => key === error.code) ?? 'unexpected';
}

/** What a person can quote to support: the code, never internals. */
export const supportCode = (error: unknown): string =>
  isApiProblem(error) ? error.code : 'unexpected';
