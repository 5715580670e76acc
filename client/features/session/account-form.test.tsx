import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { messagesByLocale } from '@/messages';
import { AccountForm, type AccountFormProps } from './account-form';

function renderForm(mode: AccountFormProps['mode']) {
  render(
    <NextIntlClientProvider locale="en" messages={messagesByLocale.en} timeZone="UTC">
      <AccountForm mode={mode} returnTo="/events/1?section=Stalls" />
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

function answer(status: number, body: object, headers: Record<string, string> = {}) {
  globalThis.fetch = (async () => ({
    ok: false,
    status,
    statusText: '',
    headers: {
      get: (name: string) =>
        ({ 'content-type': 'application/problem+json', ...headers })[name] ?? null,
    },
    json: async () => body,
  })) as unknown as typeof fetch;
}

describe('signing in and up', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('does not say whether it was the e-mail or the password', async () => {
    const user = renderForm('signIn');
    answer(401, { code: 'wrong_credentials', detail: '' });
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'not the password{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('do not go together');
  });

  it('says how long too many tries must wait', async () => {
    const user = renderForm('signIn');
    answer(429, { code: 'rate_limited', detail: '' }, { 'retry-after': '42' });
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'some password{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('42 seconds');
  });

  it('shows the refusal of a field at the field', async () => {
    const user = renderForm('signUp');
    answer(400, { code: 'invalid_request', errors: [{ field: 'password', message: 'short' }] });
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough here{Enter}');
    expect(await screen.findByText('Use 10 to 128 characters.')).toBeInTheDocument();
    expect(screen.getByLabelText('Password')).toHaveAttribute('aria-invalid', 'true');
  });

  it('offers the way to sign in, back to the same place, when the e-mail has an account', async () => {
    const user = renderForm('signUp');
    answer(409, { code: 'email_taken', detail: '' });
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough here{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.querySelector('a')).toHaveAttribute(
      'href',
      '/signin?returnTo=%2Fevents%2F1%3Fsection%3DStalls',
    );
  });
});
