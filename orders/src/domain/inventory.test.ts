import { newId, type OrderId } from '@marquee/common/ids';
import { aTicket, euros } from '../../test/tickets.js';
import {
  closeTicket,
  heedSeller,
  holdTicket,
  isHoldOver,
  keepTicket,
  openTicket,
  releaseTicket,
  sellTicket,
} from './inventory.js';

const endsAt = new Date('2027-01-05T20:00:00Z');
const orderId = newId<OrderId>();
const free = aTicket({ version: 4 });
const held = holdTicket(free, orderId, endsAt).after;
const justBefore = new Date(endsAt.getTime() - 1);

describe('a hold', () => {
  it('keeps the price and says whose it is', () => {
    expect(held).toMatchObject({ status: 'held', orderId, holdEndsAt: endsAt, version: 5 });
    expect(held.price).toEqual(free.price);
  });

  it('is over at its end, not a millisecond sooner, and never once it was won', () => {
    expect(isHoldOver(held, justBefore)).toBe(false);
    expect(isHoldOver(held, endsAt)).toBe(true);
    expect(isHoldOver(keepTicket(held), endsAt)).toBe(false);
    expect(isHoldOver(free, endsAt)).toBe(false);
  });

  it('that is won changes nothing the public sees', () => {
    expect(keepTicket(held)).toEqual({ ...held, holdEndsAt: null });
  });

  it('leaves no trace of its buyer on a ticket that is released or closed', () => {
    expect(releaseTicket(held, true).after).not.toHaveProperty('orderId');
    expect(closeTicket(held).after).not.toHaveProperty('orderId');
    expect(releaseTicket(held, true).after).not.toHaveProperty('holdEndsAt');
  });

  it('ends in a sale to its own order', () => {
    const { fact, after } = sellTicket(held);
    expect([fact, after.orderId, after.version]).toEqual(['TicketSold', orderId, 6]);
  });
});

describe('what the seller asks', () => {
  const dearer = { askingPrice: euros(5000), withdrawalAsked: false };
  const gone = { askingPrice: free.price, withdrawalAsked: true };

  it('happens at once to a free ticket', () => {
    expect(heedSeller(free, dearer).step).toMatchObject({
      fact: 'TicketRepriced',
      after: { price: euros(5000), version: 5 },
    });
    expect(heedSeller(free, gone).step).toMatchObject({
      fact: 'TicketClosed',
      after: { status: 'withdrawn', version: 5 },
    });
  });

  it('is silent when nothing changes', () => {
    const same = { askingPrice: free.price, withdrawalAsked: false };
    expect(heedSeller(free, same)).toEqual({ step: null, after: free });
  });

  it('waits for the end of a hold', () => {
    const heard = heedSeller(held, dearer);
    expect(heard.step).toBeNull();
    expect(heard.after).toMatchObject({ price: free.price, version: 5 });
    if (heard.after.status !== 'held') throw new Error('it is still held');
    expect(releaseTicket(heard.after, true).after).toMatchObject({ price: euros(5000) });
  });

  it('a withdrawal beats the price, and a cancelled Event beats both', () => {
    const both = { ...held, ...dearer, withdrawalAsked: true };
    expect(releaseTicket(both, true).fact).toBe('TicketClosed');
    expect(releaseTicket(held, false).fact).toBe('TicketClosed');
  });

  it('moves nothing that is sold or withdrawn', () => {
    for (const ticket of [sellTicket(held).after, closeTicket(free).after])
      expect(heedSeller(ticket, gone)).toMatchObject({
        step: null,
        after: { status: ticket.status, version: ticket.version },
      });
  });
});

describe('a new listing', () => {
  const { price: _price, version: _version, status: _status, ...listing } = free;
  it('opens at its asking price', () => {
    expect(openTicket(listing, true)).toMatchObject({
      fact: 'TicketOpened',
      after: { status: 'available', price: free.askingPrice, version: 1 },
    });
  });

  it('is closed at once when the Event does not sell or its seller took it back', () => {
    expect(openTicket(listing, false).fact).toBe('TicketClosed');
    expect(openTicket({ ...listing, withdrawalAsked: true }, true).fact).toBe('TicketClosed');
  });
});
