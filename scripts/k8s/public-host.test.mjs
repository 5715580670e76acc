import { hostProblems } from './public-host.mjs';

const installation = ({ url = 'https://a.example', dnsNames = ['a.example'], rule, tls }) => [
  { kind: 'ConfigMap', metadata: { name: 'marquee' }, data: { PUBLIC_URL: url } },
  { kind: 'Certificate', metadata: { name: 'front-door' }, spec: { dnsNames } },
  {
    kind: 'Ingress',
    metadata: { name: 'front-door' },
    spec: { rules: [rule ?? { host: 'a.example' }], tls: [tls ?? { hosts: ['a.example'] }] },
  },
];

test('one host in every place is no problem', () => {
  expect(hostProblems(installation({}))).toEqual([]);
});

test.each([
  ['a rule for every host', { rule: {} }, 'a rule of the Ingress is for every host'],
  ['a certificate for no host', { tls: {} }, 'https of the Ingress is for no host'],
  ['a certificate of another', { dnsNames: ['b.example'] }, 'the certificate is for b.example'],
])('%s is named', (_what, change, problem) => {
  expect(hostProblems(installation(change))).toEqual([`${problem}, not for a.example`]);
});
