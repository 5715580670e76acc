import nodemailer from 'nodemailer';
import { type Carrier, CarrierRefusal } from './carrier.js';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password if it needs them. */
  readonly url: string;
  /** Who the mails are from, such as `Marquee <tickets@example.com>`. */
  readonly from: string;
  /** The right side of Message-IDs. */
  readonly host: string;
}

/** Mails at the same time. */
const connectionsMax = 5;
/** A mail server that says nothing for so long is asked again later. */
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/**
 * Speaks SMTP. The Message-ID is the mail's own id: a mail that was taken and whose answer was lost
 * is sent again under the same one, and mail programs show it once.
 */
export function createSmtpCarrier({ url, from, host }: SmtpOptions): Carrier {
  const transport = nodemailer.createTransport({
    ...{ url, pool: true, maxConnections: connectionsMax, ...timeouts },
    // Nothing of a mail may make us read a file or fetch an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    async send(id, { to, subject, text, html }) {
      const messageId = `<${id}@${host}>`;
      const headers = { 'Auto-Submitted': 'auto-generated' };
      try {
        await transport.sendMail({ from, to, subject, text, html, messageId, headers });
      } catch (error) {
        if (isFinal(error)) throw new CarrierRefusal(error.message, { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** A 5xx about the recipient or the mail itself; about our own login it is for us to mend. */
function isFinal(error: unknown): error is SmtpError {
  if (!(error instanceof Error)) return false;
  const { code, responseCode = 0 } = error as SmtpError;
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
