import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

/** A page of ours: its own styles, the mail in a frame of its own, and no script at all. */
export function sendPage(res: Response, status: number, html: (nonce: string) => string): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  res
    .status(status)
    .set('Content-Security-Policy', policy.join('; '))
    .type('html')
    .send(html(nonce));
}

/**
 * The HTML of a mail as it was sent. It is shown in a sandbox of the browser: even if it held a
 * script, that would not run, and not be of our origin.
 */
export function sendMailHtml(res: Response, html: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ];
  res.set('Content-Security-Policy', policy.join('; ')).type('html').send(html);
}
