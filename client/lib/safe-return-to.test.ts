import { safeReturnTo } from './paths';

describe('after signing in one is taken back', () => {
  it.each(['/tickets', '/events/1?section=Stalls', '/orders/1/checkout'])('to %s', (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  it.each([
    ['/日', '/%E6%97%A5'],
    ['/search?q=日#ä', '/search?q=%E6%97%A5#%C3%A4'],
    ['/events/../tickets', '/tickets'],
    ['/\ud800', '/%EF%BF%BD'],
  ])('in letters that fit into a header: %s', (path, encoded) => {
    expect(safeReturnTo(path)).toBe(encoded);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/\u0000',
    '/\u0085',
    'tickets',
    '',
    undefined,
  ])('never to another site: %s', (path) => {
    expect(safeReturnTo(path)).toBe('/');
  });
});
