import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { row } from '../../test/healthy-ledger.js';
import { soldOneAtATime } from './sale-checks.js';

/** What happened to one ticket, in this order. */
function history(...types: string[]) {
  const outbox = types.map((type, at) => {
    const aggregate = { aggregateType: 'inventory', aggregateId: 'ticket-1' };
    return row({ ...aggregate, type, aggregateVersion: at + 1 } as unknown as DomainEvent);
  });
  return { outbox };
}

test.each([
  ['a sale', ['TicketOpened', 'TicketRepriced', 'TicketHeld', 'TicketSold']],
  ['a hold that ended', ['TicketOpened', 'TicketHeld', 'TicketReleased', 'TicketHeld']],
  ['a sale that was undone', ['TicketOpened', 'TicketHeld', 'TicketSold', 'TicketReleased']],
  ['a ticket that was closed', ['TicketOpened', 'TicketHeld', 'TicketSold', 'TicketClosed']],
])('%s is one at a time', (_what, types) => {
  expect(soldOneAtATime(history(...types))).toEqual([]);
});

test.each([
  ['sold twice', ['TicketOpened', 'TicketHeld', 'TicketSold', 'TicketSold']],
  ['held twice', ['TicketOpened', 'TicketHeld', 'TicketHeld']],
  ['held while it was sold', ['TicketOpened', 'TicketHeld', 'TicketSold', 'TicketHeld']],
  ['sold to nobody who held it', ['TicketOpened', 'TicketSold']],
  ['sold after it was withdrawn', ['TicketClosed', 'TicketSold']],
])('a ticket that was %s is found, whatever it is in the end', (_what, types) => {
  expect(soldOneAtATime(history(...types))).toEqual([
    expect.stringMatching(/^I4: ticket ticket-1 had /),
  ]);
});

test('rows are read in any order, and nothing is said of what lies behind a gap', () => {
  const { outbox } = history('TicketOpened', 'TicketHeld', 'TicketSold');
  expect(soldOneAtATime({ outbox: outbox.toReversed() })).toEqual([]);
  expect(soldOneAtATime({ outbox: outbox.slice(2) })).toEqual([]);
});
