import type { FieldError } from './problem';
import { isApiProblem } from './problem';

/** The fields a 400 or 422 complains about; `venue.city` and `venue/city` are the same field. */
export function fieldErrorsOf(error: unknown): FieldError[] {
  if (!isApiProblem(error) || (error.status !== 400 && error.status !== 422)) return [];
  return error.problem.errors.map(({ field, message }) => ({
    field: field.replace(/^[/.]+/, '').replaceAll('/', '.'),
    message,
  }));
}
