import { emptyDraft, type SellDraft } from './draft';
import { listingRequest, madeBefore, placeOf } from './requests';
import { problemsOf } from './validate';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const draft = (part: Partial<SellDraft> = {}): SellDraft => ({
  ...emptyDraft('Europe/Lisbon'),
  section: 'Stalls',
  seats: 'A1-A2',
  amount: 4_250,
  ...part,
});
const newEvent = {
  ...emptyDraft('Europe/Lisbon').newEvent,
  title: 'Riverside Radio',
  description: 'Three bands, one river.',
  venueName: 'Doca 4',
  city: 'Lisbon',
  country: 'PT',
  startsAt: '2027-03-12T21:00',
};

describe('what keeps a step from being done', () => {
  it('no Event chosen', () => {
    expect(problemsOf('event', draft(), nowMs)).toEqual({ event: { problem: 'missing' } });
  });

  it('an Event in the past, or one that ends before it starts', () => {
    const late = draft({ mode: 'new', newEvent: { ...newEvent, startsAt: '2026-11-21T11:00' } });
    expect(problemsOf('event', late, nowMs)).toEqual({ startsAt: { problem: 'in_the_past' } });
    const short = draft({ mode: 'new', newEvent: { ...newEvent, endsAt: '2027-03-12T20:00' } });
    expect(problemsOf('event', short, nowMs)).toEqual({ endsAt: { problem: 'before_start' } });
  });

  it('no time zone, which the country did not say', () => {
    const somewhere = draft({
      mode: 'new',
      newEvent: { ...newEvent, country: 'US', timeZone: '' },
    });
    expect(problemsOf('event', somewhere, nowMs)).toEqual({ timeZone: { problem: 'missing' } });
  });

  it('a price the market does not take', () => {
    expect(problemsOf('price', draft({ amount: 49 }), nowMs)).toHaveProperty('price');
    expect(problemsOf('price', draft({ amount: 50 }), nowMs)).toEqual({});
    const dinar = draft({ amount: 5_005, currency: 'KWD' });
    expect(problemsOf('price', dinar, nowMs)).toEqual({ price: { problem: 'kwd_step' } });
  });

  it('nothing, when all is well', () => {
    const done = draft({ mode: 'new', newEvent });
    for (const step of ['event', 'tickets', 'price'] as const) {
      expect(problemsOf(step, done, nowMs)).toEqual({});
    }
  });
});

describe('what is sent', () => {
  it('a row only with named seats, and only when there is one', () => {
    expect(listingRequest(draft({ row: ' C ' }), 'e', 4_250)).toEqual({
      eventId: 'e',
      section: 'Stalls',
      row: 'C',
      seats: ['A1', 'A2'],
      price: { amount: 4_250, currency: 'EUR' },
    });
    const places = draft({ places: 'quantity', quantity: 3, row: 'C' });
    expect(listingRequest(places, 'e', 4_250)).toEqual({
      eventId: 'e',
      section: 'Stalls',
      quantity: 3,
      price: { amount: 4_250, currency: 'EUR' },
    });
  });

  it('an Event whose answer was lost is found again instead of made twice', () => {
    const made = {
      id: 'e',
      organiserId: 'me',
      title: newEvent.title,
      description: '',
      venue: { name: '', city: '', country: '', timeZone: '' },
      startsAt: '2027-03-12T21:00:00Z',
      endsAt: '2027-03-13T00:00:00Z',
      category: 'concert' as const,
      status: 'scheduled' as const,
      priceFrom: null,
      availableCount: 0,
      version: 1,
    };
    const again = draft({ mode: 'new', newEvent });
    expect(madeBefore([made], again, 'me')).toBe(made);
    expect(madeBefore([made], again, 'somebody else')).toBeUndefined();
  });

  it("the server's word on a field is shown at that field", () => {
    expect(placeOf('venue.city')).toEqual({ step: 'event', field: 'city' });
    expect(placeOf('seats[3]')).toEqual({ step: 'tickets', field: 'seats' });
    expect(placeOf('price.amount')).toEqual({ step: 'price', field: 'price' });
    expect(placeOf('unheard-of')).toBeUndefined();
  });
});
