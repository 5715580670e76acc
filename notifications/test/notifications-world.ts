import { systemClock } from '@marquee/common/clock';
import type { Service } from '@marquee/common/lifecycle';
import { createMetrics, type Metrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import type { MailRow } from '../src/data/mail.model.js';
import {
  createNotifications,
  type NotificationsConfig,
  type NotificationsDependencies,
} from '../src/service.js';

export const publicUrl = 'https://marquee.example';

export interface World {
  readonly database: Database;
  readonly bus: RecordingBus;
  readonly metrics: Metrics;
  readonly service: Service;
  /** Every mail there is, in the order of their ids. */
  mails(): Promise<readonly MailRow[]>;
  /** The mails, once so many have ended. */
  ended(count: number): Promise<readonly MailRow[]>;
  /** Collections of the service's database that are not about mails. */
  rows(collection: string): Promise<readonly Record<string, unknown>[]>;
  /** The leases of workers that died have run out. */
  endLeases(): Promise<void>;
  /** Another process on the same database. */
  beside(config?: Partial<NotificationsConfig>): Promise<World>;
  close(): Promise<void>;
}

type Own = Partial<NotificationsConfig> &
  Partial<Pick<NotificationsDependencies, 'faultPoint' | 'clock'>>;

/** The service with a real database, where the test is the bus. */
export async function openWorld(own: Own = {}, shared?: Database): Promise<World> {
  const database = shared ?? (await openTestDatabase('notifications'));
  const { faultPoint, clock = systemClock, ...changes } = own;
  const config: NotificationsConfig = {
    ...{ publicUrl, transport: { kind: 'sandbox' }, language: 'en', ageHoursMax: 24 },
    ...changes,
  };
  const [bus, metrics] = [createRecordingBus(), createMetrics()];
  const service = createNotifications({
    ...{ database, bus, metrics, config, logger: aSilentLogger(), clock },
    ...(faultPoint !== undefined && { faultPoint }),
  });
  await service.start('all');
  const rows = (name: string) => database.connection.collection(name).find().sort({ _id: 1 });
  const mails = async () => (await rows('mails').toArray()) as unknown as MailRow[];
  return {
    ...{ database, bus, metrics, service, mails },
    async ended(count) {
      const done = async () => (await mails()).filter((mail) => mail.endedAt !== undefined);
      await until(async () => (await done()).length >= count);
      return mails();
    },
    rows: (name) => rows(name).toArray(),
    async endLeases() {
      const waiting = { nextAttemptAt: { $exists: true } };
      const mailRows = database.connection.collection('mails');
      await mailRows.updateMany(waiting, { $set: { nextAttemptAt: new Date(0) } });
    },
    beside: (others) => openWorld({ ...own, ...others }, database),
    async close() {
      await service.stop();
      if (shared === undefined) await dropTestDatabase(database);
    },
  };
}
