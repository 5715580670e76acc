import { z } from 'zod';
import { languages } from './domain/language.js';

/** What this service can be told, here and in the composition. */
export const mailEnvironment = {
  /** The mail server: `smtp://` or `smtps://`, with user and password if it needs them. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who the mails are from, such as `Marquee <tickets@example.com>`. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address, or a name and an address in <>')
    .optional(),
  /** For people who have not said which language they read. */
  MAIL_LANGUAGE: z.enum(languages).default('en'),
  /** Older news are not sent: they would surprise more than help. */
  MAIL_AGE_HOURS_MAX: z.coerce.number().positive().max(720).default(24),
} as const;
