import { countersAtNought } from './counter-checks.js';
import { readCounters } from './metrics.js';

const healthy = [
  '# HELP inbox_duplicate_effects_total Effects',
  'inbox_duplicate_effects_total{consumer="orders.ticket"} 0',
  '# HELP outbox_foreign_versions_total Versions',
  '# HELP bus_malformed_messages_total Messages',
  '# HELP live_refusals_total Refusals',
  'live_refusals_total{reason="not_found"} 3',
];
const check = (...lives: readonly (readonly string[])[]) => countersAtNought(readCounters(lives));

test('services that counted nothing they must not count are not complained about', () => {
  expect(check(healthy)).toEqual([]);
});

test.each([
  ['I3', 'inbox_duplicate_effects_total{consumer="orders.payment"} 1'],
  ['I2', 'outbox_foreign_versions_total{database="orders"} 2'],
  ['I2', 'bus_malformed_messages_total{durable="orders.ticket"} 1'],
  ['Live', 'live_refusals_total{reason="unreadable_domain_event"} 1'],
])('%s is violated by %s, also in a life that is over', (invariant, line) => {
  const killed = [...healthy, line];
  expect(check(killed, healthy)).toEqual([expect.stringContaining(`${invariant}:`)]);
});

test('a counter that nobody has is no nought', () => {
  const renamed = healthy.filter((line) => !line.includes('outbox_foreign_versions_total'));
  expect(check(renamed)).toEqual(['I2: nobody counts outbox_foreign_versions_total']);
});
