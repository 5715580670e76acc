import { aTicket } from '@/test/tickets';
import { mayBeCalledOff, offerOf } from './offer';

const free = aTicket();
const held = aTicket({ status: 'held' });
const sold = aTicket({ status: 'sold' });
const withdrawn = aTicket({ status: 'withdrawn' });

test('a market nobody has offered anything on is told from one that everything has left', () => {
  expect(offerOf([], false)).toBe('none_yet');
  expect(offerOf([], true)).toBe('gone');
  expect(offerOf([withdrawn], true)).toBe('gone');
});

test('what is on hold may come back; what is sold does not', () => {
  expect(offerOf([free, held, sold], true)).toBe('open');
  expect(offerOf([held, sold], true)).toBe('on_hold');
  expect(offerOf([sold, withdrawn], true)).toBe('sold');
});

test('the Event is asked about when all leaves, also when only what is sold is still there', () => {
  expect(mayBeCalledOff('gone', true)).toBe(true);
  expect(mayBeCalledOff('sold', true)).toBe(true);
  // Sold out by buyers: nothing has left.
  expect(mayBeCalledOff('sold', false)).toBe(false);
  for (const offer of ['none_yet', 'open', 'on_hold'] as const)
    expect(mayBeCalledOff(offer, true)).toBe(false);
});
