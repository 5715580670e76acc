import { createHmac } from 'node:crypto';
import cookieSession from 'cookie-session';
import type { Request, RequestHandler } from 'express';
import type { SessionKey } from './keys.js';
import { tokenLifetimeSeconds } from './tokens.js';

export const sessionCookieName = 'session';

/** cookie-session under our policy; under https the cookie is `secure`. */
export function sessionCookie(keys: readonly SessionKey[], secure: boolean): RequestHandler[] {
  const middleware = cookieSession({
    name: sessionCookieName,
    keys: keys.map((key) => key.cookie),
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: tokenLifetimeSeconds * 1000,
  });
  if (!secure) return [middleware];
  // TLS ends in front of us, as PUBLIC_URL says. cookie-session would look at our own plain
  // connection instead and drop the cookie without a word.
  const behindTls: RequestHandler = (req, _res, next) => {
    Object.defineProperty(req, 'protocol', { value: 'https', configurable: true });
    next();
  };
  return [behindTls, middleware];
}

export function tokenOf(req: Request): string | undefined {
  if (req.headers.cookie === undefined) return undefined;
  const token: unknown = req.session?.['jwt'];
  return typeof token === 'string' ? token : undefined;
}

export function putToken(req: Request, token: string): void {
  req.session = { jwt: token };
}

export function dropToken(req: Request): void {
  req.session = null;
}

/** The `Cookie` header a browser would send with this token (cookie-session's own signature). */
export function cookieHeader(token: string, key: SessionKey): string {
  const value = Buffer.from(JSON.stringify({ jwt: token })).toString('base64');
  const pair = `${sessionCookieName}=${value}`;
  const signature = createHmac('sha1', key.cookie).update(pair).digest('base64url');
  return `${pair}; ${sessionCookieName}.sig=${signature}`;
}
