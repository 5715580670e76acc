import { render, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import type { Ticket } from '@/lib/api/types';
import { messagesByLocale } from '@/messages';
import { aTicket } from '@/test/tickets';
import type { Change } from './changes';
import { UnseatedPlaces } from './unseated-places';

const place = (amount: number) => aTicket({ section: 'Standing', row: null, seat: null, amount });

function places(tickets: Ticket[], { keepsLines = false, changes = [] as Change[] } = {}) {
  const byId = new Map(changes.map((change) => [change.ticketId, change]));
  return (
    <NextIntlClientProvider locale="en" messages={messagesByLocale.en} timeZone="UTC">
      <UnseatedPlaces changes={byId} {...{ tickets, keepsLines }} />
    </NextIntlClientProvider>
  );
}

const lines = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

test('a place that became cheaper shows what it cost, for as long as the change is news', () => {
  const [cheaper, other] = [place(2_000), place(2_500)];
  const before = { amount: 2_500, currency: 'EUR' } as const;
  const changes: Change[] = [{ ticketId: cheaper.id, kind: 'repriced', before }];
  const { rerender } = render(places([cheaper, other], { changes }));
  expect(lines()).toEqual(['1 place at €20.00€25.00', '1 place at €25.00']);
  rerender(places([cheaper, other]));
  expect(lines()).toEqual(['1 place at €20.00', '1 place at €25.00']);
});

test('while somebody is about to press below no line comes or goes, and the numbers are right', () => {
  const [first, second] = [place(2_500), place(2_500)];
  const { rerender } = render(places([first, second]));
  const cheaper = { ...first, price: { ...first.price, amount: 2_000 } };
  rerender(places([cheaper, second], { keepsLines: true }));
  expect(lines()).toEqual(['1 place at €25.00']);
  rerender(places([cheaper, { ...second, status: 'held' }], { keepsLines: true }));
  expect(lines()).toEqual(['0 places at €25.00']);
  rerender(places([cheaper, { ...second, status: 'held' }]));
  expect(lines()).toEqual(['1 place at €20.00']);
});
