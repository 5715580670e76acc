import { aRow, aTicket } from '@/test/tickets';
import { replacements } from './alternatives';

const ids = (sets: ReadonlyArray<ReadonlyArray<{ id: string }>>) =>
  sets.map((set) => set.map((ticket) => ticket.id));

test('the nearest seat at a similar price comes first', () => {
  const [lost, next, , far] = aRow('A', 12);
  if (!lost || !next || !far) throw new Error('seats');
  const dear = aTicket({ row: 'A', seat: '1', amount: 9900 });
  const elsewhere = aTicket({ section: 'Balcony' });
  expect(ids(replacements([lost], [dear, elsewhere, far, next], []))).toEqual([
    [next.id],
    [far.id],
    [elsewhere.id],
  ]);
});

test('two lost seats are replaced by two next to each other', () => {
  const lost = aRow('A', 2);
  const [b1, , b3, b4] = aRow('B', 4);
  if (!b1 || !b3 || !b4) throw new Error('seats');
  expect(ids(replacements(lost, [b1, b3, b4], []))).toEqual([[b3.id, b4.id]]);
});

test('what is held, already picked, or just lost is never offered', () => {
  const [lost, kept, held] = aRow('A', 3);
  if (!lost || !kept || !held) throw new Error('seats');
  const market = [lost, kept, { ...held, status: 'held' as const }];
  expect(replacements([lost], market, [kept.id])).toEqual([]);
});

test('places without seats replace each other', () => {
  const place = () => aTicket({ section: 'Standing', row: null, seat: null });
  const lost = [place(), place()];
  const free = [place(), place(), place()];
  expect(replacements(lost, free, [])).toHaveLength(1);
});
