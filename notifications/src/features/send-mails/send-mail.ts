import { between, type FaultPoint } from '@marquee/common/fault-point';
import type { Logger } from '@marquee/common/logging';
import type { LeasedMailRepository, Outcome } from '../../data/leased-mail.repository.js';
import type { MailRow } from '../../data/mail.model.js';
import type { Message } from '../../domain/mail.js';
import { pauseMsAfter, type RetryRules } from '../../domain/retry.js';
import { type Carrier, CarrierRefusal } from './carrier.js';

export interface SendMailDependencies {
  readonly leased: LeasedMailRepository;
  readonly carrier: Carrier;
  readonly retry: RetryRules;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
}

/** Row first, then the call. Null when somebody else has taken the mail over. */
export async function sendMail(
  deps: SendMailDependencies,
  token: string,
  { _id: id }: MailRow,
  message: Message,
): Promise<Outcome | null> {
  const { leased, carrier, retry, logger, faultPoint } = deps;
  const begun = await between(faultPoint, 'begin', () => leased.begin(token, id, message));
  if (begun === null) return null;
  try {
    await between(faultPoint, 'send', () => carrier.send(id, message));
    return { kind: 'sent' };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const afterMs = error instanceof CarrierRefusal ? null : pauseMsAfter(begun.attempts, retry);
    const log = { err: error, mailId: id, attempts: begun.attempts };
    if (afterMs === null) {
      logger.error(log, 'A mail is given up: it needs a person');
      return { kind: 'failed', error: said };
    }
    logger.warn({ ...log, afterMs }, 'A mail could not be sent and is tried again');
    return { kind: 'again', afterMs, error: said };
  }
}
