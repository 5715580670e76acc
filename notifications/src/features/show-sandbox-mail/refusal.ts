import { type ProblemCode, problemCatalogue } from '@marquee/common/errors';
import type { Request, Response } from 'express';
import { refusalHtml } from './mail-pages.js';
import { sendPage } from './send-page.js';

const details = {
  invalid_request: 'Ask for /sandbox/mail/messages, with to=… for one address, and nothing else.',
  foreign_origin: 'Open Marquee itself and try again from there.',
  not_found: 'There is no such mail.',
  try_again: 'The mails could not be read. Nothing was changed; please try again.',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** Says no: to programs as problem+json, to people as a page. */
export function sendRefusal(req: Request, res: Response, code: keyof typeof details): void {
  const { status, title } = problemCatalogue[code];
  const detail = details[code];
  if (status === 503) res.setHeader('Retry-After', '1');
  if (!isForPrograms(req)) {
    sendPage(res, status, (nonce) => refusalHtml(title, detail, nonce));
    return;
  }
  const problem = { type: `urn:marquee:problem:${code}`, title, status, code, detail };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The JSON variants are the ones under `messages`. */
function isForPrograms(req: Request): boolean {
  return /^\/sandbox\/mail\/messages(?:[/?]|$)/.test(req.originalUrl);
}
