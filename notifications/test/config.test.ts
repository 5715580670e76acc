import { ConfigurationError } from '@marquee/common/config';
import { readConfig } from '../src/config.js';

const base = {
  MARQUEE_MODE: 'production',
  MONGO_URL: 'mongodb://localhost/',
  SESSION_KEYS: 'a key of at least thirty-two characters',
  PUBLIC_URL: 'https://tickets.example',
};
const smtp = {
  SMTP_URL: 'smtps://user:secret@mail.example',
  MAIL_FROM: 'Marquee <a@mail.example>',
};

function refusalOf(variables: NodeJS.ProcessEnv): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

test('production needs a mail server: nobody’s mails are shown there', () => {
  expect(refusalOf(base)).toContain('SMTP_URL (not set): is needed in production');
  expect(readConfig({ ...base, ...smtp }).notifications.transport).toEqual({
    ...{ kind: 'smtp', url: smtp.SMTP_URL, from: smtp.MAIL_FROM },
  });
});

test.each(['local', 'ci'])(
  'in %s mails are kept and shown, unless there is a mail server',
  (mode) => {
    const own = { ...base, MARQUEE_MODE: mode };
    expect(readConfig(own).notifications.transport).toEqual({ kind: 'sandbox' });
    expect(readConfig({ ...own, ...smtp }).notifications.transport.kind).toBe('smtp');
  },
);

test('a mail server needs to be told who writes', () => {
  expect(refusalOf({ ...base, SMTP_URL: smtp.SMTP_URL })).toContain('MAIL_FROM');
});

test.each([
  ['SMTP_URL', 'http://mail.example'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'a@b\r\nBcc: c@d'],
  ['MAIL_LANGUAGE', 'fr'],
  ['MAIL_AGE_HOURS_MAX', '0'],
])('%s=%s is refused, and a secret is never shown', (name, value) => {
  const refusal = refusalOf({ ...base, ...smtp, [name]: value });
  expect(refusal).toContain(name);
  expect(refusal).not.toContain('secret');
});

test('unless told otherwise it writes English, and nothing older than a day', () => {
  const { notifications } = readConfig({ ...base, ...smtp });
  expect(notifications).toMatchObject({ language: 'en', ageHoursMax: 24 });
});
