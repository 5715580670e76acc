import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem, problemCatalogue } from '../errors.js';
import { context } from './context.js';
import { problemOf } from './problem-of.js';

/** The last route under /api. */
export const nothingHere: RequestHandler = () => {
  throw new Problem('not_found', 'There is nothing at this address.');
};

/**
 * Turns whatever was thrown into `application/problem+json` (RFC 9457). What is not a refusal of
 * ours is logged with its stack and answered without any of it.
 */
export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.writableEnded) {
    // The deadline answered in the meantime; the connection may already serve the next request.
    context().logger.debug({ err: error }, 'a handler ended after its request was answered');
    return;
  }
  if (res.headersSent) {
    next(error);
    return;
  }
  const problem = problemOf(error, req.method);
  if (problem === null) {
    context().logger.error({ err: error }, 'a request failed in a way we did not foresee');
    sendInternalError(res);
    return;
  }
  if (problem.status >= 500) context().logger.warn({ err: error }, 'a request was put off');
  sendProblem(res, problem);
};

/** Answers with a refusal. */
export function sendProblem(res: Response, problem: Problem): void {
  const { errors, current, extra, retryAfterSeconds } = problem.options;
  const { status, title } = problemCatalogue[problem.code];
  if (retryAfterSeconds !== undefined) res.setHeader('Retry-After', String(retryAfterSeconds));
  send(res, status, {
    ...extra,
    type: `urn:marquee:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.detail,
    ...(errors !== undefined && { errors }),
    ...(current !== undefined && { current }),
  });
}

function sendInternalError(res: Response): void {
  send(res, 500, {
    type: 'urn:marquee:problem:internal_error',
    title: 'Something went wrong on our side',
    status: 500,
    code: 'internal_error',
    detail: `Nothing you did caused this. Please try again; support finds it as ${context().requestId}.`,
  });
}

function send(res: Response, status: number, body: object): void {
  res.status(status).type('application/problem+json').send(JSON.stringify(body));
}
