import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { NextIntlClientProvider } from 'next-intl';
import { useState } from 'react';
import { messagesByLocale } from '@/messages';
import { DialogWindow } from './dialog-window';

function Question() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      <DialogWindow open={isOpen} onOpenChange={setOpen} title="Sure?" />
    </>
  );
}

test('who closes a question by Escape is back where they pressed', async () => {
  render(
    <NextIntlClientProvider locale="en" messages={messagesByLocale.en} timeZone="UTC">
      <Question />
    </NextIntlClientProvider>,
  );
  const ask = screen.getByRole('button', { name: 'Ask' });
  ask.focus();
  fireEvent.click(ask);
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  fireEvent.keyDown(dialog, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(ask));
});
