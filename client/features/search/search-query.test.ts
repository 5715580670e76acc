import { parseSearch, searchToParams, toEventQuery } from './search-query';

const nowMs = Date.parse('2026-11-21T12:00:00Z');

test('what the address cannot mean is left out, never an error', () => {
  const query = parseSearch({
    category: 'opera',
    from: '31.12.',
    sort: 'best',
    shown: '-4',
    q: ['a', 'b'],
  });
  expect(query).toEqual({
    q: 'a',
    city: '',
    category: null,
    from: '',
    to: '',
    sort: 'startsAt',
    shown: 20,
  });
});

test.each(['2026-02-31', '0000-01-01', '9999-12-31', '2026-13-01', '+12026-01-01'])(
  'a day that no calendar of ours has is left out: %s',
  (typed) => {
    expect(parseSearch({ from: typed, to: typed })).toMatchObject({ from: '', to: '' });
  },
);

test('what nobody can type is not searched for', () => {
  const query = parseSearch({ q: '\u0000', city: 'Lis\u0000bon\u0007', category: '\u0000' });
  expect(query).toMatchObject({ q: '', city: 'Lis bon', category: null });
  expect(parseSearch({ q: `${'a'.repeat(99)}😀` }).q.isWellFormed()).toBe(true);
});

test('equal searches have equal addresses', () => {
  const address = searchToParams(parseSearch({ q: ' jazz ', sort: 'startsAt', shown: '20' }));
  expect(JSON.parse(JSON.stringify(address))).toEqual({ q: 'jazz', city: '', from: '', to: '' });
});

test('both days of a range are included', () => {
  const query = toEventQuery(parseSearch({ from: '2026-12-05', to: '2026-12-06' }), nowMs);
  expect(query).toMatchObject({ from: '2026-12-05T00:00:00.000Z', to: '2026-12-07T00:00:00.000Z' });
});

test('without a first day, what has begun is not offered', () => {
  expect(toEventQuery(parseSearch({}), nowMs).from).toBe('2026-11-21T12:00:00.000Z');
});
