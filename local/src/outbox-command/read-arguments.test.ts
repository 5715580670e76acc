import { newId } from '@marquee/common/ids';
import { UsageError } from '../operator-command/usage-error.js';
import { readArguments } from './read-arguments.js';

const id = newId<string & { readonly __brand: never }>();

test.each([
  ['', /What is to be done/],
  ['stauts', /no command stauts/],
  ['status parked', /one command at a time/],
  ['status --verbose', /verbose/],
  ['status --all', /status has no --all/],
  ['status --service order', /there are auth, tickets, orders, payments/],
  ['status --mongo localhost', /mongodb:\/\/ address/],
  ['replay', /needs one of --since, --aggregate, --id, --run/],
  ['replay --all', /replay has no --all/],
  [`replay --since 1h --id ${id}`, /needs one of/],
  ['replay --since yesterday', /neither a duration/],
  ['replay --since 2026-03-01', /neither a duration/],
  ['replay --since 2026-02-30T10:00:00Z', /neither a duration/],
  ['replay --since', /since/],
  ['replay --id 42', /42 is not an id of ours/],
  [`replay --aggregate ticket`, /not an id of ours/],
  [`replay --aggregate seat:${id}`, /type user, event, ticket/],
  [`replay --aggregate order:${id}:x`, /<type:id>/],
  ['unpark', /needs one of --id, --all/],
  [`unpark --all --id ${id}`, /needs one of/],
])('"%s" is refused, with what would be right', (line, message) => {
  const read = () => readArguments(line.split(' ').filter((word) => word !== ''));
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});

test.each([
  ['status', { name: 'status' }],
  ['parked --json', { name: 'parked' }],
  ['replay --since 90s', { name: 'replay', selection: { kind: 'last', ms: 90_000 } }],
  ['replay --since 7d', { name: 'replay', selection: { kind: 'last', ms: 604_800_000 } }],
  [
    'replay --since 2026-03-01T10:00:00+01:00',
    { name: 'replay', selection: { kind: 'since', since: new Date('2026-03-01T09:00:00Z') } },
  ],
  [
    `replay --aggregate order:${id}`,
    {
      name: 'replay',
      selection: { kind: 'aggregate', aggregateType: 'order', aggregateId: id },
    },
  ],
  [`replay --id ${id}`, { name: 'replay', selection: { kind: 'ids', ids: [id] } }],
  ['replay --run 0198', { name: 'resume', runId: '0198' }],
  ['unpark --all', { name: 'unpark', ids: 'all' }],
  [
    `unpark --id ${id} --id payments.order:${id}`,
    { name: 'unpark', ids: [id, `payments.order:${id}`] },
  ],
])('"%s" is understood', (line, command) => {
  expect(readArguments(line.split(' '))).toMatchObject({ command });
});

test('without a service all are meant', () => {
  expect(readArguments(['status']).services).toEqual([
    ...['auth', 'tickets', 'orders', 'payments', 'notifications'],
  ]);
  const one = readArguments(['status', '--service', 'orders', '--json', '--mongo', 'mongodb://a']);
  expect(one).toMatchObject({ services: ['orders'], isJson: true, mongoUrl: 'mongodb://a' });
  const two = readArguments(['status', '--service', 'orders', '--service', 'auth']);
  expect(two.services).toEqual(['auth', 'orders']);
});
