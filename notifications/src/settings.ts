import type { Mode } from '@marquee/common/config';
import type { Language } from './domain/language.js';
import type { RetryRules } from './domain/retry.js';

/** How mails leave: through a mail server, or not at all, to be read at /sandbox/mail. */
export type MailTransport =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'sandbox' };

/** Notifications' own settings; `config.ts` reads them from the environment, `local` makes its own. */
export interface NotificationsConfig {
  readonly publicUrl: string;
  readonly transport: MailTransport;
  /** For people who have not said which they read. */
  readonly language: Language;
  readonly ageHoursMax: number;
  /** Default: `defaultRetryRules`. */
  readonly retry?: RetryRules;
}

interface Variables {
  readonly MARQUEE_MODE: Mode;
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}

/** What cannot be: variable and reason. */
export function mailRefusals(values: Variables): [name: keyof Variables, message: string][] {
  const { MARQUEE_MODE, SMTP_URL, MAIL_FROM } = values;
  if (SMTP_URL !== undefined && MAIL_FROM === undefined)
    return [['MAIL_FROM', 'is needed with SMTP_URL: who the mails are from']];
  if (SMTP_URL === undefined && MARQUEE_MODE === 'production')
    return [['SMTP_URL', 'is needed in production: showing mails is refused there']];
  return [];
}

/** Throws where `mailRefusals` has something to say. */
export function transportOf(values: Variables): MailTransport {
  const [refusal] = mailRefusals(values);
  if (refusal !== undefined) throw new TypeError(refusal.join(' '));
  const { SMTP_URL: url, MAIL_FROM: from } = values;
  if (url === undefined || from === undefined) return { kind: 'sandbox' };
  return { kind: 'smtp', url, from };
}
