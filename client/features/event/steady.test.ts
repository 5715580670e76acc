import type { Ticket } from '@/lib/api/types';
import { inOrder, inPlace } from './steady';

const aTicket = (id: string, change: Partial<Ticket> = {}): Ticket => ({
  id,
  eventId: 'e',
  section: 'Stalls',
  row: 'A',
  seat: id,
  price: { amount: 4300, currency: 'EUR' },
  status: 'available',
  version: 1,
  ...change,
});

test('what is on show stays where it is, in its newest state', () => {
  const shown = [aTicket('1'), aTicket('2'), aTicket('3')];
  const newest = [aTicket('0'), aTicket('1', { status: 'held', version: 2 }), aTicket('3')];
  const steady = inPlace(shown, newest);
  expect(steady.map(({ id, status }) => [id, status])).toEqual([
    ['1', 'held'],
    ['2', 'withdrawn'],
    ['3', 'available'],
  ]);
});

test('sections keep their order when prices would change it; new ones come last', () => {
  const sections = [{ name: 'Box' }, { name: 'Balcony' }, { name: 'Stalls' }];
  expect(inOrder(['Stalls', 'Balcony'], sections).map(({ name }) => name)).toEqual([
    'Stalls',
    'Balcony',
    'Box',
  ]);
});
