import type { Clock } from '@marquee/common/clock';
import { between, type FaultPoint } from '@marquee/common/fault-point';
import { createLoop, type Job } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import { isTransient } from '@marquee/common/mongo';
import type { LeasedMailRepository, Outcome } from '../../data/leased-mail.repository.js';
import type { MailRow } from '../../data/mail.model.js';
import type { MailId } from '../../domain/mail.js';
import { pauseMsWithoutAddress, type RetryRules } from '../../domain/retry.js';
import { standingOf } from '../../domain/standing.js';
import { type RenderOptions, renderMail } from '../../templates/render-mail.js';
import type { Carrier } from './carrier.js';
import type { MailMetrics } from './mail-metrics.js';
import {
  type Known,
  type ReadSurroundingsDependencies,
  readSurroundings,
} from './read-surroundings.js';
import { sendMail } from './send-mail.js';

export interface SendMailsDependencies extends ReadSurroundingsDependencies {
  readonly leased: LeasedMailRepository;
  /** Null: mails are kept and shown at /sandbox/mail. */
  readonly carrier: Carrier | null;
  readonly render: RenderOptions;
  readonly retry: RetryRules;
  readonly ageMsMax: number;
  /** When this service was started for the first time. */
  bornAt(): Promise<Date>;
  readonly metrics: MailMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
}

type Ended = readonly [MailRow, Outcome];

/** One conversation with a mail server takes up to a second; the lease is for all of a batch. */
const batchSize = { smtp: 10, sandbox: 100 };
const sleepMsMax = 1_000;
/** In a rush mails come by the thousand, and a batch costs the same however many it holds. */
const gatherMs = 50;

/**
 * Sends what waits, on every replica: a mail is taken by compare-and-set, so none is sent by two at
 * a time. Polling is the truth, a nudge only a hint.
 */
export function createSendMails(deps: SendMailsDependencies): Job & { wake(): void } {
  const { leased, carrier, metrics, clock, logger, faultPoint } = deps;
  const limit = carrier === null ? batchSize.sandbox : batchSize.smtp;

  let bornAt: Date | null = null;

  async function outcomeOf(
    mail: MailRow,
    around: Known & { now: Date; bornAt: Date; token: string },
  ): Promise<Outcome | null> {
    const { ageMsMax, render } = deps;
    const standing = standingOf({ ...mail, id: mail._id }, { ...around, ageMsMax });
    if (standing.kind === 'skip') return { kind: 'skipped', reason: standing.reason };
    if (standing.kind === 'wait')
      return { kind: 'look-later', afterMs: pauseMsWithoutAddress(mail.looks) };
    // Made once: what is sent again under the same Message-ID is the same mail.
    const message = mail.message ?? renderMail(mail.news, standing.recipient, around.event, render);
    if (carrier === null) return { kind: 'kept', message };
    return sendMail({ ...deps, carrier }, around.token, mail, message);
  }

  /**
   * What went wrong with one mail is said of that one, and the others go on. A database that is away
   * for a moment says nothing about the mail: it comes again when its lease has ended.
   */
  async function endOf(mail: MailRow, work: Promise<Outcome | null>): Promise<Ended[]> {
    const outcome = await work.catch((error: unknown): Outcome | null => {
      if (isTransient(error)) {
        logger.warn({ err: error, mailId: mail._id }, 'A mail waits for the database');
        return null;
      }
      logger.error({ err: error, mailId: mail._id }, 'A mail could not be made: it needs a person');
      return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
    });
    return outcome === null ? [] : [[mail, outcome]];
  }

  async function record(token: string, ends: readonly Ended[]): Promise<void> {
    const rows = ends.map(([{ _id }, outcome]): [MailId, Outcome] => [_id, outcome]);
    await between(faultPoint, 'record', () => leased.record(token, rows));
    for (const [{ news }, outcome] of ends) metrics.count(news.kind, outcome);
  }

  async function sendBatch(): Promise<number> {
    bornAt ??= await deps.bornAt();
    const born = bornAt;
    const { token, mails, now } = await between(faultPoint, 'claim', () => leased.claim(limit));
    if (mails.length === 0) return 0;
    const knownOf = await readSurroundings(deps, mails);
    const ends = await Promise.all(
      mails.map(async (mail) => {
        const work = outcomeOf(mail, { ...knownOf(mail), now, bornAt: born, token });
        const ended = await endOf(mail, work);
        // What a server has taken is put down at once: the less is sent again after a crash.
        if (carrier !== null) await record(token, ended);
        return ended;
      }),
    );
    if (carrier === null) await record(token, ends.flat());
    return mails.length;
  }

  return createLoop({
    name: 'send-mails',
    clock,
    logger,
    async turn(signal) {
      await clock.sleep(gatherMs, signal);
      if ((await sendBatch()) === limit) return { sleepMs: 0 };
      const untilDueMs = (await leased.msUntilDue()) ?? sleepMsMax;
      // Due but not taken: somebody else has just taken it.
      return { sleepMs: Math.min(sleepMsMax, Math.max(untilDueMs, 20)) };
    },
  });
}
