import { render, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import type { Locale } from '@/i18n/locales';
import type { Ticket } from '@/lib/api/types';
import { messagesByLocale } from '@/messages';
import { aRow } from '@/test/tickets';
import { MarketNotices } from './market-notices';
import { fromSeats, standingOf } from './selection';
import type { Refusal } from './use-hold';

const seats = aRow('A', 4);
const [first, second] = seats;
if (first === undefined || second === undefined) throw new Error('four seats');
const known = new Map(seats.map((seat) => [seat.id, seat]));
const ticketIds = [first.id, second.id];
const nothing = () => undefined;

/** What is said of the first two seats, which the reader had picked, on this market. */
function noticed(
  tickets: readonly Ticket[],
  refusal: Refusal | null = null,
  locale: Locale = 'en',
) {
  const standing = standingOf(fromSeats(ticketIds), tickets, known);
  const { unmount } = render(
    <NextIntlClientProvider locale={locale} messages={messagesByLocale[locale]} timeZone="UTC">
      <MarketNotices
        {...{ refusal, standing, tickets, lastKnown: known, isPending: false }}
        {...{ onHold: nothing, onDismiss: nothing, onReplace: nothing }}
      />
    </NextIntlClientProvider>,
  );
  const text = screen.queryByRole('alert')?.textContent ?? '';
  unmount();
  return text;
}

const held = (seat: Ticket): Ticket => ({ ...seat, status: 'held' });

test('a seat that somebody else has was taken', () => {
  expect(noticed([held(first), ...seats.slice(1)])).toMatch(/A1 was just taken.*buyer was faster/);
});

test('a seat that is not offered any more was taken by nobody', () => {
  expect(noticed(seats.slice(1))).toMatch(/No longer offered: Stalls A1.*Take one of these/);
  expect(noticed(seats.slice(1))).not.toMatch(/taken|faster/);
  expect(noticed(seats.slice(1), null, 'de')).toMatch(/Nicht mehr im Angebot: Stalls A1/);
});

test('when all are gone nothing is said to come back', () => {
  expect(noticed([])).toMatch(
    /No longer offered: Stalls A1, A2.*Nothing like it is free right now/,
  );
  expect(noticed([])).not.toMatch(/on hold/);
});

test('one taken and one withdrawn are told together, each as what it is', () => {
  const notice = noticed([held(second), ...seats.slice(2)]);
  expect(notice).toMatch(
    /No longer to be had: .*A part was taken by other buyers, the rest is not/,
  );
});

test('who pressed for a seat that had just left the market lost it to nobody', () => {
  const problem = { status: 409, code: 'ticket_unavailable', title: '', detail: '', errors: [] };
  const expectedTotal = { amount: 8_400, currency: 'EUR' } as const;
  const refusal = {
    request: { ticketIds, expectedTotal },
    problem: { ...problem, unavailable: ticketIds },
  };
  expect(noticed(seats.map(held), refusal)).toMatch(/Another buyer was faster/);
  expect(noticed(seats.slice(2), refusal)).toMatch(/No longer offered/);
  expect(noticed(seats.slice(2), refusal)).not.toMatch(/faster/);
});
