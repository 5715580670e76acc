import type { Logger } from '@marquee/common/logging';
import type { ErrorRequestHandler } from 'express';
import type { PageFrame } from './layout.js';
import { sendPage } from './send-page.js';

/** A page for people instead of the error itself. */
export function failurePage(
  logger: Logger,
  html: (frame: PageFrame) => string,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 500) logger.error({ err: error }, 'a page of the payment sandbox failed');
    sendPage(req, res, status, html);
  };
}
