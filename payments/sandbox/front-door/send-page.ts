import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { PageFrame } from './layout.js';
import { languageOf } from './page-language.js';

/** A page of ours: its own styles, forms that lead here or to `returnOrigin`, and no script. */
export function sendPage(
  req: Request,
  res: Response,
  status: number,
  html: (frame: PageFrame) => string,
  returnOrigin = '',
): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `form-action 'self' ${returnOrigin}`.trim(),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  res
    .status(status)
    .set({
      'Content-Security-Policy': policy.join('; '),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(html({ language: languageOf(req), nonce }));
}
