import { doorProblems, gatewayRoutes } from './front-door.mjs';

const gateway = (...listeners) => ({
  kind: 'Gateway',
  metadata: { name: 'front-door' },
  spec: { listeners },
});
const http = { name: 'http', port: 80 };
const https = { name: 'https', port: 443, tls: { certificateRefs: [{ name: 'door-tls' }] } };
const route = (sectionName) => ({
  kind: 'HTTPRoute',
  metadata: { name: 'pages' },
  spec: {
    parentRefs: [{ name: 'front-door', ...(sectionName && { sectionName }) }],
    rules: [{ matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'client' }] }],
  },
});
const certificate = {
  kind: 'Certificate',
  metadata: { name: 'door' },
  spec: { secretName: 'door-tls' },
};
const settings = (url) => ({
  kind: 'ConfigMap',
  metadata: { name: 'marquee-abc' },
  data: { PUBLIC_URL: url },
});
const secure = settings('https://marquee.example.org');

test('a Gateway with a certificate that somebody makes is a front door for https', () => {
  expect(doorProblems([gateway(http, https), route('https'), certificate, secure])).toEqual([]);
});

test('an address with https behind a door without a certificate is a problem', () => {
  expect(doorProblems([gateway(http), route(), secure])).toEqual([
    'PUBLIC_URL says https, and the front door has no certificate',
  ]);
  expect(doorProblems([gateway(http), route(), settings('http://localhost:8080')])).toEqual([]);
});

test('a certificate that nobody makes is a problem, on a Gateway and on an Ingress', () => {
  const ingress = { kind: 'Ingress', spec: { tls: [{ secretName: 'other-tls' }] } };
  expect(doorProblems([gateway(https), ingress])).toEqual([
    'nobody makes the certificate door-tls',
    'nobody makes the certificate other-tls',
  ]);
});

test('a route for a listener that is not there is a problem', () => {
  expect(doorProblems([gateway(http), route('https')])).toEqual([
    'the route pages hangs on no listener',
  ]);
});

test('a redirect is no route to a service', () => {
  const redirect = {
    kind: 'HTTPRoute',
    metadata: { name: 'to-https' },
    spec: { parentRefs: [{ name: 'front-door' }], rules: [{ filters: [] }] },
  };
  expect(gatewayRoutes([redirect, route()])).toEqual([{ path: '/', service: 'client' }]);
});
