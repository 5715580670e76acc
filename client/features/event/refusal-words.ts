import type { Problem } from '@/lib/api/problem';

const words = {
  own_ticket: 'own',
  hold_limit: 'limit',
  unacceptable: 'tooMuch',
  event_started: 'started',
  event_cancelled: 'cancelled',
  try_again: 'busy',
  rate_limited: 'busy',
  outcome_unknown: 'unknown',
  unreachable: 'unknown',
} as const;

export type RefusalWord = (typeof words)[keyof typeof words] | 'other';

/** Which words to say for a refusal that is neither a lost race nor a new price. */
export function refusalWord({ code, status }: Problem): RefusalWord {
  const known = Object.entries(words).find(([name]) => name === code)?.[1];
  // An answer that may have been lost on the way back is never called a failure.
  return known ?? (status === 502 || status === 504 ? 'unknown' : 'other');
}

/** Whether pressing again may help. */
export const isWorthRepeating = (word: RefusalWord): boolean =>
  word === 'busy' || word === 'unknown' || word === 'other';
