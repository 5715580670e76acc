import type { MailId, Message } from '../../domain/mail.js';

/** Hands mails to a mail server. */
export interface Carrier {
  /** Resolves when the server has taken it. Throws CarrierRefusal when it never will. */
  send(id: MailId, message: Message): Promise<void>;
  close(): void;
}

/** The server said no for good: there is no such mailbox, or it does not want this mail. */
export class CarrierRefusal extends Error {
  override readonly name = 'CarrierRefusal';
}
