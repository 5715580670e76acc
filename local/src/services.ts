import type { Server } from 'node:http';
import { createAuth } from '@marquee/auth';
import type { Attachment, Service } from '@marquee/common/lifecycle';
import { createLeaseWatchdog } from '@marquee/common/outbox';
import { createNotifications } from '@marquee/notifications';
import { createOrders } from '@marquee/orders';
import { createPayments, type PaymentsConfig } from '@marquee/payments';
import { createRealtime, realtimeLimits } from '@marquee/realtime';
import { createTickets } from '@marquee/tickets';
import type { Router } from 'express';
import type { Backbone } from './backbone.js';
import type { MarketplaceConfig } from './config.js';

type Settings = Pick<MarketplaceConfig, 'rateLimit' | 'holdSeconds' | 'trustProxy' | 'mail'> & {
  readonly publicUrl: string;
};

/** The services as every deployment makes them; here they share a process and a bus. */
export function createServices(
  backbone: Backbone,
  { rateLimit, holdSeconds, trustProxy, mail, publicUrl }: Settings,
  payments: PaymentsConfig,
): readonly Service[] {
  const { databases } = backbone;
  const { socketsPerAddress } = realtimeLimits;
  const logger = (name: string) => backbone.logger.child({ service: name });
  return [
    createAuth({
      ...{ ...backbone, database: databases.auth, logger: logger('auth') },
      config: { rateLimit },
    }),
    createTickets({ ...backbone, database: databases.tickets, logger: logger('tickets') }),
    createOrders({
      ...{ ...backbone, database: databases.orders, logger: logger('orders') },
      config: { holdSeconds, rateLimited: rateLimit },
    }),
    createPayments({
      ...{ ...backbone, database: databases.payments, logger: logger('payments') },
      config: { ...payments, rateLimited: rateLimit },
    }),
    createNotifications({
      ...{ ...backbone, database: databases.notifications, logger: logger('notifications') },
      config: { ...mail, publicUrl },
    }),
    createRealtime({
      ...{ ...backbone, logger: logger('realtime'), publicUrl, trustProxy },
      limits: { ...realtimeLimits, socketsPerAddress: rateLimit ? socketsPerAddress : Infinity },
    }),
  ];
}

/** What services answer outside /api: the mails that were not sent, in the sandbox. */
export function pagesOf(services: readonly Service[]): readonly Router[] {
  return services.flatMap((service) => service.pages ?? []);
}

/** All at once: a relay that is early is put off by the bus until every consumer is there. */
export async function startServices(services: readonly Service[]): Promise<void> {
  const outcomes = await Promise.allSettled(services.map((service) => service.start('all')));
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
  if (failures.length === 0) return;
  await stopServices(services);
  throw new AggregateError(
    failures.map(({ reason }): unknown => reason),
    'The services did not start',
  );
}

/** Lets the services that take sockets have those of a server. */
export function attachmentsOf(services: readonly Service[]) {
  return (server: Server): Attachment[] =>
    services.flatMap((service) => service.attach?.(server) ?? []);
}

export async function stopServices(services: readonly Service[]): Promise<void> {
  await Promise.all(services.map((service) => service.stop()));
}

/** On a bus that several processes relay to: one for each outbox. */
export async function startLeaseWatchdogs(backbone: Backbone) {
  const { auth, tickets, orders, payments } = backbone.databases;
  const outboxes = backbone.bus.isShared ? [auth, tickets, orders, payments] : [];
  const watchdogs = outboxes.map((database) => createLeaseWatchdog({ ...backbone, database }));
  await Promise.all(watchdogs.map((watchdog) => watchdog.start()));
  return { stop: async () => void (await Promise.all(watchdogs.map((each) => each.stop()))) };
}
