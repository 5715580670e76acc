import { Problem } from '@marquee/common/errors';
import type { Logger } from '@marquee/common/logging';
import { isTransient } from '@marquee/common/mongo';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { answerOfFailure, type Render, send } from './answer.js';
import { StripeFailure } from './stripe-failure.js';

/** Whatever was thrown, in Stripe's shape. */
export function handleFailures(logger: Logger, render: Render): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    send(res, answerOfFailure(failureFrom(error, logger), render));
  };
}

function failureFrom(error: unknown, logger: Logger): StripeFailure {
  if (error instanceof StripeFailure) return error;
  if (error instanceof Problem) {
    const type = error.status >= 500 ? 'api_error' : 'invalid_request_error';
    return new StripeFailure(error.status, type, error.detail);
  }
  if (isTransient(error)) {
    logger.warn({ err: error }, 'the payment sandbox has no database now');
    return new StripeFailure(503, 'api_error', 'The sandbox cannot answer now. Try again.');
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) {
    return new StripeFailure(status, 'invalid_request_error', 'The request cannot be understood.');
  }
  logger.error({ err: error }, 'the payment sandbox failed');
  return new StripeFailure(500, 'api_error', 'An error occurred in the sandbox.');
}

export const unrecognized: RequestHandler = (req) => {
  const message = `Unrecognized request URL (${req.method}: ${req.path}).`;
  throw new StripeFailure(404, 'invalid_request_error', message);
};
