import { fieldErrorsOf } from '@/lib/api/field-errors';
import { problemKey } from '@/lib/api/problem-words';
import type { Step } from './draft';
import { placeOf } from './requests';
import type { Field } from './validate';

const codes = [
  'seat_taken',
  'event_started',
  'event_cancelled',
  'rate_limited',
  'not_signed_in',
  'unreachable',
  'outcome_unknown',
  'try_again',
  'unacceptable',
] as const;

export interface Failure {
  key: (typeof codes)[number] | 'unexpected';
  /** The Event exists; only its tickets are missing. */
  isEventMade: boolean;
  /** The server's own words, by field of the form. */
  fields: Partial<Record<Field, string>>;
  step: Step | null;
}

/** A refusal, told by the fields of the form it is about. */
export function failureOf(error: unknown, isEventMade: boolean): Failure {
  const found = fieldErrorsOf(error).flatMap(({ field, message }) => {
    const place = placeOf(field);
    return place === undefined ? [] : [{ ...place, message }];
  });
  return {
    key: problemKey(error, codes),
    isEventMade,
    fields: Object.fromEntries(found.map(({ field, message }) => [field, message])),
    step: found[0]?.step ?? null,
  };
}
