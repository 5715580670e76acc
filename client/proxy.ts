import { type NextRequest, NextResponse } from 'next/server';
import { config as settings } from '@/lib/config';
import { contentSecurityPolicy } from '@/lib/content-security-policy';

/** Gives every page a fresh nonce; Next puts it on its own scripts when it sees the policy on the request. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy({
    nonce,
    isDevelopment: settings.isDevelopment,
    usesStripe: settings.stripePublishableKey !== '',
    isHttps: settings.publicUrl.startsWith('https:'),
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

export const config = {
  matcher: [
    { source: '/((?!api|_next/static|_next/image|sandbox|realtime|favicon.ico|icon.svg).*)' },
  ],
};
