import type { MarqueeEvent, Money, Order, Payment, Ticket } from './types';

export interface FieldError {
  field: string;
  message: string;
}

/** RFC 9457 as our services answer it. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: FieldError[];
  /** The object as it is now, for a lost race. */
  current?: Order | Ticket | MarqueeEvent | Payment;
  /** `ticket_unavailable`: which ids, and what is like them and free. */
  unavailable?: string[];
  alternatives?: Ticket[];
  /** `price_changed`: the total now. */
  total?: Money;
  /** From `Retry-After`. */
  retryAfterSeconds?: number;
}

/** Nobody answered; what became of the request is not known. */
export const UNREACHABLE = 'unreachable';
/** Somebody was asked and kept silent; what became of the request is not known either. */
export const NO_ANSWER = 'no_answer';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
}

export const isApiProblem = (error: unknown, code?: string): error is ApiProblem =>
  error instanceof ApiProblem && (code === undefined || error.code === code);

export const unreachable = (detail: string): ApiProblem =>
  new ApiProblem({ status: 503, code: UNREACHABLE, title: 'Unreachable', detail, errors: [] });

/** What a fetch that failed means: nobody there, or nobody who answered in time. */
export function lostAnswer(error: unknown): ApiProblem {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const detail = error instanceof Error ? error.message : UNREACHABLE;
  if (!isTimeout) return unreachable(detail);
  return new ApiProblem({ status: 503, code: NO_ANSWER, title: 'No answer', detail, errors: [] });
}

/** A server's `Retry-After` in seconds, or undefined; we only ever send whole seconds. */
export function retryAfterSecondsOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Turns any answer that is not a success into an `ApiProblem`, even one that is not ours. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const fallback: Problem = {
    status: response.status,
    code: response.status === 404 ? 'not_found' : `http_${response.status}`,
    title: response.statusText,
    detail: '',
    errors: [],
  };
  const type = response.headers.get('content-type') ?? '';
  const body: Partial<Problem> = type.includes('json')
    ? ((await response.json()) as Partial<Problem>)
    : {};
  const retryAfterSeconds = retryAfterSecondsOf(response.headers);
  return new ApiProblem({
    ...fallback,
    ...body,
    status: response.status,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
