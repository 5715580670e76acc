import type { Delivery, UnreadableMessage } from '../bus/port.js';
import type { Clock } from '../clock.js';
import { between, type FaultPoint } from '../fault-point.js';
import { newId } from '../ids.js';
import type { Logger } from '../logging/index.js';
import type { Database } from '../mongo/index.js';
import { type InboxFailure, inboxId, type ParkedDelivery } from './rows.js';
import { inboxCollections } from './rows.model.js';

export interface FailureRecordsOptions {
  readonly consumer: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly faultPoint: FaultPoint;
}

/**
 * What is known of deliveries that did not go well, outside of the transactions that failed: so
 * that neither restarts nor other consumers' failures change the counts.
 */
export function createFailureRecords(options: FailureRecordsOptions) {
  const { consumer, clock, logger } = options;
  /** Names this life of the process: what it started and left unfinished did not end it. */
  const life = newId<string & { readonly __brand: never }>();
  const collections = () => inboxCollections(options.database);
  const idOf = (delivery: Delivery) => inboxId(consumer, delivery.event);
  /** What this life has left without the database knowing it yet. */
  const unreleased = new Set<string>();
  const step = <T>(name: string, work: () => Promise<T>) =>
    between(options.faultPoint, `${consumer}.${name}`, work);

  return {
    /** How many other processes' lives started each of them and never finished. */
    deaths(deliveries: readonly Delivery[]): Promise<ReadonlyMap<Delivery, number>> {
      return step('read-deaths', async () => {
        const _id = { $in: deliveries.map(idOf) };
        const rows = await collections().failures.find({ _id }).toArray();
        const byId = new Map(rows.map((row) => [row._id, row]));
        return new Map(deliveries.map((one) => [one, deathsOf(byId.get(idOf(one)), life)]));
      });
    },

    /** Written before they are tried: if they end this process, the next one knows. */
    started(deliveries: readonly Delivery[]): Promise<unknown> {
      const now = clock.now();
      for (const one of deliveries) unreleased.delete(idOf(one));
      const update = {
        $addToSet: { unfinishedBy: life },
        $set: { lastAt: now },
        $setOnInsert: { attempts: 0, firstAt: now },
      };
      const operations = deliveries.map((one) => {
        return { updateOne: { filter: { _id: idOf(one) }, update, upsert: true } };
      });
      return step('record-start', () => collections().failures.bulkWrite(operations));
    },

    /**
     * They were answered, whatever the answer: they did not end this process. What cannot be
     * written now is written with the next call, so that an outage leaves no false trace.
     */
    async released(deliveries: readonly Delivery[]): Promise<void> {
      for (const one of deliveries) unreleased.add(idOf(one));
      if (unreleased.size === 0) return;
      const ids = [...unreleased];
      const pull = { $pull: { unfinishedBy: life } };
      try {
        await step('record-release', () =>
          collections().failures.updateMany({ _id: { $in: ids } }, pull),
        );
        for (const id of ids) unreleased.delete(id);
      } catch (error) {
        logger.warn({ err: error }, 'The end of a start was not recorded; it is tried again');
      }
    },

    /** How often it failed, this time included. */
    failed(delivery: Delivery): Promise<InboxFailure> {
      const _id = idOf(delivery);
      const now = clock.now();
      const update = {
        $inc: { attempts: 1 },
        $pull: { unfinishedBy: life },
        $set: { lastAt: now },
        $setOnInsert: { firstAt: now },
      };
      return step('record-failure', async () => {
        const found = collections().failures.findOneAndUpdate({ _id }, update, {
          upsert: true,
          returnDocument: 'after',
        });
        return (await found) ?? { _id, attempts: 1, firstAt: now, lastAt: now };
      });
    },

    /** They came through after all: their next failure is a first one. */
    async forget(deliveries: readonly Delivery[]): Promise<void> {
      if (deliveries.length === 0) return;
      const _id = { $in: deliveries.map(idOf) };
      // Their effects are committed; a count that stays is removed by time.
      await step('forget', () => collections().failures.deleteMany({ _id })).catch(
        (error: unknown) => logger.warn({ err: error }, 'Old failures were not removed'),
      );
    },

    /** Keeps for a person what nobody can read. */
    async parkUnreadable(message: UnreadableMessage): Promise<void> {
      const _id = `${consumer}:${message.place}`;
      const parked = { consumer, ...message, at: clock.now() };
      await step('park', () =>
        collections().unreadable.updateOne({ _id }, { $setOnInsert: parked }, { upsert: true }),
      );
    },

    /** Keeps it for a person; it neither waits nor counts as failing any more. */
    park(delivery: Delivery, parked: Omit<ParkedDelivery, '_id'>): Promise<void> {
      const _id = idOf(delivery);
      return step('park', async () => {
        // In this order: a process that ends in between has parked it, and finds it once more.
        await collections().parked.replaceOne({ _id }, parked, { upsert: true });
        await collections().waiting.deleteOne({ _id });
        await collections().deferred.deleteOne({ _id });
        await collections().failures.deleteOne({ _id });
      });
    },
  };
}
export type FailureRecords = ReturnType<typeof createFailureRecords>;

function deathsOf(row: InboxFailure | undefined, life: string): number {
  return (row?.unfinishedBy ?? []).filter((other) => other !== life).length;
}
