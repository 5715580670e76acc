import { contentSecurityPolicy } from './content-security-policy';

const options = { nonce: 'abc', isDevelopment: false, usesStripe: false, isHttps: false };

test('no script runs without this answer’s nonce, and nobody else is talked to', () => {
  const policy = contentSecurityPolicy(options);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|stripe/);
  expect(policy).toContain("frame-ancestors 'none'");
});

test('Stripe is allowed only where it is configured', () => {
  const policy = contentSecurityPolicy({ ...options, usesStripe: true });
  expect(policy).toMatch(/script-src [^;]*https:\/\/js\.stripe\.com/);
  expect(policy).toMatch(/frame-src https:\/\/js\.stripe\.com [^;]*https:\/\/hooks\.stripe\.com/);
  expect(policy).toContain("connect-src 'self' https://api.stripe.com");
});
