import { createTally } from '../../src/prove/load/tally.js';
import { watchAccount } from '../../src/prove/watchers/account-watcher.js';
import { misheardWords, staleOrders, staleSeats } from '../../src/prove/watchers/live-checks.js';
import { watchMarket } from '../../src/prove/watchers/market-watcher.js';
import { createSnapshots } from '../../src/prove/watchers/snapshots.js';
import type { MachineOrder, Truth } from './machine.js';

// Somebody's computer: a few pages of an Event open, and the list of a buyer's orders.
const { url, origin, eventId, people, pageCount } = JSON.parse(
  process.argv[2] ?? '',
) as MachineOrder;
const snapshots = createSnapshots(url, createTally());
const pages = Array.from({ length: pageCount }, (_, at) => {
  const snapshot = () => snapshots.seatsOf(eventId);
  return watchMarket({ name: `page ${at + 1}`, url, origin, eventId, snapshot });
});
const accounts = people.map((person) => {
  return watchAccount({ url, origin, person, snapshot: () => snapshots.ordersOf(person.cookie) });
});
const all = [...pages, ...accounts];

/** What is not as it should be on any page, a sentence each. */
const faults = ({ seats, orders }: Truth): readonly string[] => [
  ...all.filter((one) => !one.isLive()).map(({ name }) => `${name} is not live`),
  ...pages.flatMap((page) => staleSeats(page, seats)),
  ...accounts.flatMap((account) => staleOrders(account, { orders })),
  ...all.flatMap(misheardWords),
];

process.on('message', (truth: Truth) => process.send?.(faults(truth)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
