import { securityHeaders } from './security-headers';

test('a browser that saw a page by https never comes back without', () => {
  const headers = securityHeaders("default-src 'self'", true);
  expect(headers['strict-transport-security']).toMatch(/^max-age=31536000\b/);
});

test('on a laptop, by http, nothing is promised about https', () => {
  const headers = securityHeaders("default-src 'self'", false);
  expect(headers).not.toHaveProperty('strict-transport-security');
  expect(headers).toMatchObject({ 'content-security-policy': "default-src 'self'" });
});
