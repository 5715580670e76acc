import { serviceAddressOf } from './service-address';

const each = '/api/users=http://auth-api, /api/events=http://tickets-api/';

test.each([
  ['http://front:3000/', '/api/orders', 'http://front:3000'],
  [each, '/api/users/signin', 'http://auth-api'],
  [each, '/api/events', 'http://tickets-api'],
  [each, '/api/eventsource', null],
  [each, '/api/orders', null],
])('%s answers %s at %s', (servicesUrl, path, address) => {
  expect(serviceAddressOf(servicesUrl, path)).toBe(address);
});
