import type { RequestHandler } from 'express';
import { outcomeUnknown, type Problem, tryAgain } from '../errors.js';
import { context } from './context.js';
import { sendProblem } from './problem-handler.js';

const readingMethods = new Set(['GET', 'HEAD']);

/**
 * Answers 503 for a handler that has not answered in time, so that nobody waits for a database
 * that is away. What the handler does later is not undone: only reads are told "nothing changed".
 */
export function requestDeadline(deadlineMs: number): RequestHandler {
  return (req, res, next) => {
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      context().logger.warn({ method: req.method, deadlineMs }, 'a request ran out of time');
      sendProblem(res, lateProblem(req.method));
    }, deadlineMs);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}

function lateProblem(method: string): Problem {
  return readingMethods.has(method)
    ? tryAgain('This takes longer than it should. Please try again in a moment.')
    : outcomeUnknown('This takes longer than it should. Please look again before you repeat it.');
}
