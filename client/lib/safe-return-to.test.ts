import { safeReturnTo } from './paths';

describe('after signing in one is taken back', () => {
  it.each(['/tickets', '/events/1?section=Stalls', '/orders/1/checkout'])('to %s', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    'tickets',
    '',
    undefined,
  ])('never to another site: %s', (path) => {
    expect(safeReturnTo(path)).toBe('/');
  });
});
