import { aRow, aTicket } from '@/test/tickets';
import { changesBetween } from './changes';
import { HoldKey } from './hold-key';
import { eventJsonLd, scriptSafeJson } from './json-ld';
import { isWorthRepeating, refusalWord } from './refusal-words';
import { bestValueSection, groupBySection } from './sections';

const problem = (status: number, code: string) => ({
  status,
  code,
  title: '',
  detail: '',
  errors: [],
});

test('rows and seats stand in the order a person expects', () => {
  const seats = ['10', '2', '1'].map((seat) => aTicket({ seat }));
  const [section] = groupBySection([...seats, ...aRow('B', 1)], 1);
  expect(section?.rows.map(({ row }) => row)).toEqual(['A', 'B']);
  expect(section?.rows[0]?.tickets.map((ticket) => ticket.seat)).toEqual(['1', '2', '10']);
});

test('best value is the lowest total for as many as wanted, not the lowest single price', () => {
  const lone = aTicket({ section: 'Box', amount: 1000 });
  const market = [lone, aTicket({ section: 'Box', amount: 9000 }), ...aRow('A', 4, 4200)];
  expect(bestValueSection(groupBySection(market, 1))).toBe('Box');
  expect(bestValueSection(groupBySection(market, 2))).toBe('Stalls');
});

test('one section alone is not called the best', () => {
  expect(bestValueSection(groupBySection(aRow('A', 4), 2))).toBeNull();
});

test('a seat that goes, one that returns and a new price are noticed', () => {
  const [going, returning, repriced] = aRow('A', 3);
  if (!going || !returning || !repriced) throw new Error('seats');
  const held = { ...returning, status: 'held' as const };
  const dearer = { ...repriced, price: { amount: 5000, currency: 'EUR' as const } };
  expect(
    changesBetween([going, held, repriced], [{ ...going, status: 'sold' }, returning, dearer]),
  ).toEqual([
    { ticketId: going.id, kind: 'taken' },
    { ticketId: returning.id, kind: 'freed' },
    { ticketId: repriced.id, kind: 'repriced', before: repriced.price },
  ]);
});

test('a key lives until the request changes or is refused for good', () => {
  let made = 0;
  const key = new HoldKey(() => {
    made += 1;
    return `key-${made}`;
  });
  expect([key.keyFor('a'), key.keyFor('a'), key.keyFor('b')]).toEqual(['key-1', 'key-1', 'key-2']);
  key.renew();
  expect(key.keyFor('b')).toBe('key-3');
});

test('an answer that may be lost is never called a failure', () => {
  expect(refusalWord(problem(503, 'outcome_unknown'))).toBe('unknown');
  expect(refusalWord(problem(504, 'http_504'))).toBe('unknown');
  for (const code of ['own_ticket', 'unacceptable'])
    expect(isWorthRepeating(refusalWord(problem(422, code)))).toBe(false);
});

test('an organiser’s words cannot end the script they stand in', () => {
  const data = eventJsonLd(
    {
      id: 'x',
      organiserId: 'y',
      title: '</script><b>',
      description: '',
      venue: { name: 'V', city: 'C', country: 'PT', timeZone: 'Europe/Lisbon' },
      startsAt: '2026-12-05T20:00:00Z',
      endsAt: '2026-12-05T23:00:00Z',
      category: 'concert',
      status: 'scheduled',
      priceFrom: null,
      availableCount: 0,
      version: 1,
    },
    aRow('A', 1),
    'http://localhost/events/x',
  );
  expect(scriptSafeJson(data)).not.toContain('<');
  expect(data.offers[0]).toMatchObject({ price: '42.00', priceCurrency: 'EUR' });
});
