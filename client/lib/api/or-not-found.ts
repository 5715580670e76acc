import 'server-only';
import { notFound } from 'next/navigation';
import { isApiProblem } from './problem';

/** An unknown id, a malformed one and another's object look the same: the page is not there. */
export async function orNotFound<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (isApiProblem(error, 'not_found') || isApiProblem(error, 'invalid_request')) notFound();
    throw error;
  }
}
