import type { ClientSession } from 'mongoose';
import { v7 } from 'uuid';
import type { Bus, Delivery, Handler, Verdict } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { ticketListed } from '../contracts/ticket.js';
import { newId } from '../ids.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import { type Database, openDatabase } from '../mongo/index.js';
import { databaseOf } from '../mongo/session-database.js';
import { aSilentLogger } from './builders.js';
import { createRecordingBus } from './bus.js';
import { openTestDatabase } from './mongo.js';

interface Effects {
  readonly _id: string;
  readonly versions: number[];
}

/** What a consumer is given, with a bus on which the test hands over whole rounds. */
export interface ConsumerProcess {
  readonly options: {
    readonly database: Database;
    readonly bus: Bus;
    readonly metrics: Metrics;
    readonly logger: ReturnType<typeof aSilentLogger>;
  };
  /** Hands deliveries over together; answers one verdict each. */
  bring(...deliveries: readonly Delivery[]): Promise<readonly Verdict[]>;
  /** Cuts its connections, as the end of a process does: what it has open is aborted. */
  kill(): Promise<void>;
}

/** A process of its own on the database of another one. */
export async function openConsumerProcess(shared?: Database): Promise<ConsumerProcess> {
  const logger = aSilentLogger();
  const url = process.env['MONGO_URL'] ?? '';
  const database =
    shared === undefined
      ? await openTestDatabase('consumer')
      : await openDatabase({ url, name: shared.name, logger, monitorsCommands: true });
  let handler: Handler | undefined;
  const bus: Bus = {
    ...createRecordingBus(),
    async subscribe(_durable, wanted) {
      handler = wanted;
      return { stop: async () => undefined };
    },
  };
  return {
    options: { database, bus, metrics: createMetrics(), logger },
    async bring(...deliveries) {
      if (handler === undefined) throw new Error('Nobody has subscribed');
      return handler(deliveries);
    },
    kill: () => database.close(),
  };
}

/** A delivery of a version of a ticket, with an id of its own. */
export function aDelivery(aggregateId: string, aggregateVersion: number, attempt = 1): Delivery {
  const id = newId<DomainEvent['id']>();
  const event: DomainEvent = {
    id,
    type: ticketListed.type,
    schemaVersion: ticketListed.schemaVersion,
    aggregateType: 'ticket',
    aggregateId,
    aggregateVersion,
    occurredAt: new Date().toISOString(),
    correlationId: id,
    causationId: id,
    data: { ...ticketListed.example, ticketId: aggregateId },
  };
  return { event, attempt };
}

export function redelivered({ event, attempt }: Delivery): Delivery {
  return { event, attempt: attempt + 1 };
}

/** An aggregate made `ms` before now. */
export function anIdMadeBefore(ms: number): string {
  return v7({ msecs: Date.now() - ms });
}

/** An effect that shows every repetition and every wrong order: each version is appended. */
export async function append(
  session: ClientSession,
  events: readonly DomainEvent[],
): Promise<void> {
  const effects = databaseOf(session).collection<Effects>('effects');
  for (const { aggregateId: _id, aggregateVersion } of events) {
    const update = { $push: { versions: aggregateVersion } };
    await effects.updateOne({ _id }, update, { session, upsert: true });
  }
}

/** The versions whose effects `append` committed, in the order of their commits. */
export async function effectsOf({ connection }: Database, aggregateId: string): Promise<number[]> {
  const found = await connection.db?.collection<Effects>('effects').findOne({ _id: aggregateId });
  return found?.versions ?? [];
}
