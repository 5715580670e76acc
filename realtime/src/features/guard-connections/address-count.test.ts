import type { IncomingMessage } from 'node:http';
import { createAddressCount } from './address-count.js';

const from = (remoteAddress: string) =>
  ({ headers: {}, socket: { remoteAddress } }) as unknown as IncomingMessage;

test('whoever has one IPv6 address has its network: they have one share together', () => {
  const addresses = createAddressCount(2, 0);
  const first = addresses.tryAdd(from('2001:db8:1:2::1'));
  expect(first).not.toBeNull();
  expect(addresses.tryAdd(from('2001:DB8:1:2:ffff::7'))).not.toBeNull();
  expect(addresses.tryAdd(from('2001:db8:1:2:aaaa:bbbb:cccc:dddd'))).toBeNull();
  expect(addresses.tryAdd(from('2001:db8:1:3::1'))).not.toBeNull();
  first?.release();
  expect(addresses.tryAdd(from('2001:db8:1:2::9'))).not.toBeNull();
});

test('IPv4 addresses are each their own, also when they are written as IPv6', () => {
  const addresses = createAddressCount(1, 0);
  expect(addresses.tryAdd(from('192.0.2.1'))).not.toBeNull();
  expect(addresses.tryAdd(from('::ffff:192.0.2.2'))).not.toBeNull();
  expect(addresses.tryAdd(from('::ffff:192.0.2.1'))).toBeNull();
});
