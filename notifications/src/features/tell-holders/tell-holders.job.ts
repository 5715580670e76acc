import type { Clock } from '@marquee/common/clock';
import { createLoop } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Database, Session } from '@marquee/common/mongo';
import type { Announcement, AnnouncementRepository } from '../../data/announcement.repository.js';
import type { MailRepository } from '../../data/mail.repository.js';
import type { KnownOrder, OrderRepository } from '../../data/order.repository.js';
import { cancellationMail, changeMail } from '../../domain/holder-mail.js';
import type { NewMail } from '../../domain/mail.js';

export interface TellHoldersDependencies {
  readonly database: Database;
  readonly announcements: AnnouncementRepository;
  readonly orders: OrderRepository;
  readonly mails: MailRepository;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Orders in one transaction: small enough to end within its deadline. */
  readonly chunkSize?: number;
}

const lookEveryMs = 500;

/**
 * Gives every holder of a changed or cancelled Event a mail, a chunk in each transaction. It goes
 * on where it, or another process, stopped: the cursor moves with the mails.
 */
export function createTellHolders(deps: TellHoldersDependencies) {
  const { database, announcements, orders, mails, clock, logger, chunkSize = 200 } = deps;

  async function tellChunk(session: Session): Promise<void> {
    const announcement = await announcements.findOpen(session);
    if (announcement === null) return;
    const { eventId, occurredAt: at, cursor: after } = announcement;
    const holders = await orders.holders(session, { eventId, at, after, limit: chunkSize });
    const letters = holders.map((order) => mailOf(order, announcement));
    await mails.queue(session, letters);
    const last = holders.length < chunkSize ? null : (holders.at(-1)?.id ?? null);
    await announcements.advance(session, announcement, last);
  }

  return createLoop({
    name: 'tell-holders',
    clock,
    logger,
    async turn() {
      // Asked first without a transaction: nearly always there is nobody to be told.
      const isNeeded = await announcements.hasOpen();
      if (isNeeded) await database.transact(tellChunk);
      return { sleepMs: isNeeded ? 0 : lookEveryMs };
    },
  });
}

function mailOf(order: KnownOrder, announcement: Announcement): NewMail {
  const { eventId: id, version, event, before, occurredAt } = announcement;
  const news = { id, version, occurredAt, ...event };
  return before === null ? cancellationMail(order, news) : changeMail(order, news, before);
}
