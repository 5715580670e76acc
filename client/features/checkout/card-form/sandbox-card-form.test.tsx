import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { messagesByLocale } from '@/messages';
import type { ConfirmCard } from './card-form';
import { SandboxCardForm } from './sandbox-card-form';

function renderForm() {
  const confirms: ConfirmCard[] = [];
  render(
    <NextIntlClientProvider locale="en" messages={messagesByLocale.en} timeZone="UTC">
      <SandboxCardForm
        total={{ amount: 8_600, currency: 'EUR' }}
        isPending={false}
        onPay={(confirm) => confirms.push(confirm)}
      />
    </NextIntlClientProvider>,
  );
  return { confirms, user: userEvent.setup() };
}

const pay = () => screen.getByRole('button', { name: 'Pay €86.00' });

describe('the sandbox card form', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  it('says exactly what the button does, and when one is charged', () => {
    renderForm();
    expect(pay()).toBeEnabled();
    expect(screen.getByText('You are charged only when the seats are yours.')).toBeInTheDocument();
  });

  it('never lets a card number leave the browser: only the test payment method is sent', async () => {
    const { confirms, user } = renderForm();
    const sent: string[] = [];
    globalThis.fetch = (async (path: string, init: { body: URLSearchParams }) => {
      sent.push(`${path} ${init.body.toString()}`);
      return { json: async () => ({ id: 'pi_1', status: 'requires_capture' }) };
    }) as unknown as typeof fetch;
    await user.type(screen.getByLabelText('Card number'), '4242424242424242');
    await user.type(screen.getByLabelText('Expires'), '1234');
    await user.type(screen.getByLabelText('Security code'), '987');
    await user.click(pay());
    const outcome = await confirms[0]?.({ clientSecret: 'pi_1_secret_x', returnUrl: '/back' });
    expect(outcome).toEqual({ kind: 'authorised' });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('payment_method=pm_card_visa');
    expect(sent[0]).not.toMatch(/4242|987/);
  });

  it('refuses a real card in plain words and sends nothing', async () => {
    const { confirms, user } = renderForm();
    await user.type(screen.getByLabelText('Card number'), '4111111111111111');
    await user.type(screen.getByLabelText('Expires'), '1234');
    await user.type(screen.getByLabelText('Security code'), '123');
    await user.click(pay());
    expect(screen.getByLabelText('Card number')).toHaveAccessibleDescription(/test cards only/);
    expect(screen.getByLabelText('Card number')).toHaveFocus();
    expect(confirms).toHaveLength(0);
  });

  it('fills itself with a test card by one tap', async () => {
    const { confirms, user } = renderForm();
    await user.click(screen.getByRole('button', { name: /Works/ }));
    await user.click(pay());
    expect(confirms).toHaveLength(1);
  });
});
