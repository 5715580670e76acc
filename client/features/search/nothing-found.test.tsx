import { render, screen } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { messagesByLocale } from '@/messages';
import { NothingFound } from './nothing-found';
import { parseSearch } from './search-query';

test.each([
  [{ q: 'fado' }, 'Nothing found for “fado”'],
  [{ city: 'Porto' }, 'Nothing found'],
  [{ q: 'fado', from: '2027-03-01' }, 'Nothing on those days'],
])('a search for %j that finds nothing speaks of what was asked', (params, title) => {
  render(
    <NextIntlClientProvider locale="en" messages={messagesByLocale.en} timeZone="UTC">
      <NothingFound query={parseSearch(params)} />
    </NextIntlClientProvider>,
  );
  expect(screen.getByText(title)).toBeInTheDocument();
});
