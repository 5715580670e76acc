import type { IncomingMessage } from 'node:http';
import { originsOf } from '@marquee/common/config';

/**
 * Whether a socket's request was made by a page of ours. Browsers do not apply CORS to sockets, so
 * this is all that keeps another site from listening with our visitor's cookie. What has neither
 * header is no browser, and holds no cookie of a victim.
 */
export function createOwnOrigin(publicUrl: string): (request: IncomingMessage) => boolean {
  const ownOrigins = new Set(originsOf(publicUrl));
  return ({ headers }) => {
    if (headers.origin !== undefined) return ownOrigins.has(headers.origin);
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin';
  };
}
