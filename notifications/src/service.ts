import type { Bus } from '@marquee/common/bus';
import type { Clock } from '@marquee/common/clock';
import type { AggregateType } from '@marquee/common/contracts/domain-event';
import { type FaultPoint, noFaults } from '@marquee/common/fault-point';
import { createTransitionConsumer } from '@marquee/common/inbox';
import { defineService, type Service } from '@marquee/common/lifecycle';
import type { Logger } from '@marquee/common/logging';
import type { Metrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes } from '@marquee/common/mongo';
import { Router } from 'express';
import { announcementModel, createAnnouncementRepository } from './data/announcement.repository.js';
import { recordBirth } from './data/birth.repository.js';
import { createEventRepository, eventModel } from './data/event.repository.js';
import { createLeasedMailRepository } from './data/leased-mail.repository.js';
import { mailModel } from './data/mail.model.js';
import { createMailRepository } from './data/mail.repository.js';
import { createOrderRepository, orderModel } from './data/order.repository.js';
import { authorisedModel, createPaymentRepository } from './data/payment.repository.js';
import { createUserRepository, userModel } from './data/user.repository.js';
import { defaultRetryRules } from './domain/retry.js';
import { followEvents } from './features/follow-events/follow-events.consumer.js';
import { followOrders } from './features/follow-orders/follow-orders.consumer.js';
import { followPayments } from './features/follow-payments/follow-payments.consumer.js';
import { followUsers } from './features/follow-users/follow-users.consumer.js';
import { createMailMetrics } from './features/send-mails/mail-metrics.js';
import { createSendMails } from './features/send-mails/send-mails.job.js';
import { createSmtpCarrier } from './features/send-mails/smtp-carrier.js';
import { createWatchMails } from './features/send-mails/watch-mails.job.js';
import { createSandboxMail } from './features/show-sandbox-mail/sandbox-mail.route.js';
import { createTellHolders } from './features/tell-holders/tell-holders.job.js';
import type { NotificationsConfig } from './settings.js';

export { mailEnvironment } from './mail-environment.js';
export { mailRefusals, type NotificationsConfig, transportOf } from './settings.js';

export interface NotificationsDependencies {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly config: NotificationsConfig;
  /** Lets a test stop the sending of a mail at any of its awaits. */
  readonly faultPoint?: FaultPoint;
}

const msPerHour = 3_600_000;
/** Longer than a batch of ten can take a silent mail server, so that only the dead lose it. */
const leaseMs = 120_000;

/**
 * E-mails: hears what happened to people, their orders and their money, and writes to them. It has
 * pages, under /sandbox/mail, only where mails do not go to a mail server.
 */
export function createNotifications(deps: NotificationsDependencies): Service {
  const { database, logger, clock, config, faultPoint = noFaults } = deps;
  const { transport, publicUrl, language, ageHoursMax, retry = defaultRetryRules } = config;
  const { users, orders, events, mails, payments, announcements } = createStores(database);
  const metrics = createMailMetrics(deps.metrics);
  const host = new URL(publicUrl).hostname;
  const carrier = transport.kind === 'smtp' ? createSmtpCarrier({ ...transport, host }) : null;
  const tools = { mails, metrics, clock, logger };

  const tellHolders = createTellHolders({ database, announcements, orders, ...tools });
  const sendMails = createSendMails({
    ...{ ...tools, users, orders, events, carrier, retry, faultPoint },
    leased: createLeasedMailRepository(database, leaseMs),
    render: { publicUrl, language },
    ageMsMax: ageHoursMax * msPerHour,
    bornAt: () => recordBirth(database),
  });
  database.onCommit(sendMails.wake);
  const consumer = (aggregate: AggregateType) => ({
    ...{ name: `notifications.${aggregate}`, aggregateTypes: [aggregate] },
    ...{ database, bus: deps.bus, logger, metrics: deps.metrics },
  });

  const service = defineService({
    name: 'notifications',
    router: Router(),
    jobs: [sendMails, tellHolders, createWatchMails(tools)],
    consumers: [
      createTransitionConsumer({
        ...consumer('user'),
        apply: followUsers({ users, mails }),
      }),
      createTransitionConsumer({
        ...consumer('event'),
        apply: followEvents({ events, announcements }),
      }),
      createTransitionConsumer({
        ...consumer('order'),
        apply: followOrders({ orders, events, mails }),
      }),
      createTransitionConsumer({
        ...consumer('payment'),
        apply: followPayments({ payments, mails }),
      }),
    ],
    prepare: () => prepare(database),
  });
  return {
    ...service,
    ...(carrier === null && { pages: createSandboxMail({ mails, publicUrl, logger }) }),
    async stop() {
      await service.stop();
      carrier?.close();
    },
  };
}

function createStores(database: Database) {
  return {
    users: createUserRepository(database),
    orders: createOrderRepository(database),
    events: createEventRepository(database),
    payments: createPaymentRepository(database),
    mails: createMailRepository(database),
    announcements: createAnnouncementRepository(database),
  };
}

async function prepare(database: Database): Promise<void> {
  const { connection } = database;
  const models = [userModel, eventModel, orderModel, authorisedModel, mailModel, announcementModel];
  await ensureIndexes(
    database,
    models.map((model) => model(connection)),
  );
  // What happened before this moment is no news.
  await recordBirth(database);
}
