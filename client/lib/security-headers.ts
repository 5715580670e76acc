/** What every page is sent with beside its body: its policy, and https for good where we have it. */
export function securityHeaders(policy: string, isHttps: boolean): Record<string, string> {
  return {
    'content-security-policy': policy,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    // The same promise as the API's; over plain http browsers must ignore it.
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}
