/** @jest-environment node */
import { NextRequest } from 'next/server';
import { proxy } from './proxy';

const home = 'https://tickets.example';
const before = process.env['PUBLIC_URL'];
afterEach(() => {
  if (before === undefined) delete process.env['PUBLIC_URL'];
  else process.env['PUBLIC_URL'] = before;
});

function answerTo(
  path: string,
  {
    method = 'GET',
    proto,
    publicUrl = home,
  }: { method?: string; proto?: string; publicUrl?: string },
) {
  process.env['PUBLIC_URL'] = publicUrl;
  const headers = proto === undefined ? {} : { 'x-forwarded-proto': proto };
  const { status, headers: answered } = proxy(
    new NextRequest(`http://10.0.0.7:3000${path}`, { method, headers }),
  );
  return { status, location: answered.get('location') };
}

test.each(['GET', 'HEAD', 'POST'])(
  '%s by plain http is sent to the same page by https',
  (method) => {
    const answer = answerTo('/events/1?from=mail&x=%26', { method, proto: 'http' });
    expect(answer).toEqual({ status: 308, location: `${home}/events/1?from=mail&x=%26` });
  },
);

test('what the browser used counts, whatever stands between the doors', () => {
  expect(answerTo('/', { proto: 'http, https' })).toMatchObject({ status: 308 });
  expect(answerTo('/', { proto: 'https, http' })).toEqual({ status: 200, location: null });
});

test('nobody is sent to another host, whatever the path looks like', () => {
  const { location } = answerTo('//elsewhere.example/', { proto: 'http' });
  expect(new URL(location ?? '').host).toBe('tickets.example');
});

test.each([
  ['by https', { proto: 'https' }],
  ['without a word of how it came', {}],
  ['by http where http is at home', { proto: 'http', publicUrl: 'http://localhost:8080' }],
])('a request %s is answered', (_how, options) => {
  expect(answerTo('/', options)).toEqual({ status: 200, location: null });
});
