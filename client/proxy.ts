import { type NextRequest, NextResponse } from 'next/server';
import { config as settings } from '@/lib/config';
import { contentSecurityPolicy } from '@/lib/content-security-policy';
import { isReadablePath } from '@/lib/readable-path';
import { secureAddressOf } from '@/lib/secure-address';
import { securityHeaders } from '@/lib/security-headers';

/**
 * Sends home by https who came without, and gives every page a fresh nonce; Next puts it on its own
 * scripts when it sees the policy on the request.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const secureAddress = secureAddressOf(
    `${pathname}${search}`,
    request.headers.get('x-forwarded-proto'),
    settings.publicUrl,
  );
  if (secureAddress !== null) return NextResponse.redirect(secureAddress, 308);
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const isHttps = settings.publicUrl.startsWith('https:');
  const policy = contentSecurityPolicy({
    nonce,
    isDevelopment: settings.isDevelopment,
    usesStripe: settings.stripePublishableKey !== null,
    isHttps,
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = isReadablePath(pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/404', request.url), { request: { headers } });
  for (const [name, value] of Object.entries(securityHeaders(policy, isHttps))) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = {
  matcher: [
    { source: '/((?!api|_next/static|_next/image|sandbox|realtime|favicon.ico|icon.svg).*)' },
  ],
};
