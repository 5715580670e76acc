import { fieldErrorsOf } from '@/lib/api/field-errors';
import { isApiProblem } from '@/lib/api/problem';
import { problemKey } from '@/lib/api/problem-words';

export const authFields = ['email', 'password', 'name'] as const;
export type AuthField = (typeof authFields)[number];

const codes = [
  'wrong_credentials',
  'email_taken',
  'rate_limited',
  'foreign_origin',
  'unreachable',
  'try_again',
] as const;
export type AuthProblemKey = (typeof codes)[number] | 'unexpected';

export interface AuthProblem {
  /** Fields the server refused; each has its own words. */
  fields: AuthField[];
  /** What to say above the form, unless the fields say it all. */
  key: AuthProblemKey | null;
  /** How long `rate_limited` lasts. */
  retryAfterSeconds: number;
}

export function authProblemOf(error: unknown): AuthProblem {
  const refused = fieldErrorsOf(error).map(({ field }) => field);
  const fields = authFields.filter((field) => refused.includes(field));
  const retryAfterSeconds = isApiProblem(error) ? (error.problem.retryAfterSeconds ?? 60) : 60;
  return { fields, key: fields.length > 0 ? null : problemKey(error, codes), retryAfterSeconds };
}
