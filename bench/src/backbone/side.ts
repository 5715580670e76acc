import { type Bus, createJetStreamBus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { ticketListed } from '@marquee/common/contracts/ticket';
import { newId } from '@marquee/common/ids';
import type { Job } from '@marquee/common/lifecycle';
import { createLogger } from '@marquee/common/logging';
import { createMetrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes, openDatabase } from '@marquee/common/mongo';
import {
  createOutbox,
  createRelay,
  type DomainEventDraft,
  type Outbox,
} from '@marquee/common/outbox';

const logger = createLogger({ name: 'bench', level: 'error' });

/** A database with an outbox, as each service has one. */
export interface Side {
  readonly database: Database;
  readonly outbox: Outbox;
}

export async function openSide(mongoUrl: string, name: string): Promise<Side> {
  const database = await openDatabase({ url: mongoUrl, name, logger, poolSizeMax: 64 });
  const outbox = createOutbox({ database, clock: systemClock });
  await ensureIndexes(database, [outbox.rows]);
  return { database, outbox };
}

export interface BusOptions {
  readonly natsUrl: string;
  /** A stream of its own for everybody who is measured. */
  readonly stream: string;
}

/**
 * Ours, connected. With room for a million events, which the default has not; the server sets
 * that much of its disk aside, so a stream that is done with is dropped.
 */
export async function openBus({ natsUrl, stream }: BusOptions): Promise<Bus> {
  const bus = createJetStreamBus({
    ...{ servers: [natsUrl], name: 'bench', logger, metrics: createMetrics() },
    ...{ streamName: stream, subjectRoot: stream, maxBytes: 4 * 1024 ** 3 },
  });
  while (!bus.isReady()) await systemClock.sleep(10);
  return bus;
}

/** The relay as every service makes it. */
export function relayOf({ database }: Side, bus: Bus): Job {
  return createRelay({ database, bus, logger, metrics: createMetrics(), clock: systemClock });
}

/** Version `version` of a ticket: about 700 bytes on the wire. */
export function aDraft(aggregateId: string, version = 1): DomainEventDraft {
  const data = { ...ticketListed.example, ticketId: aggregateId };
  return { contract: ticketListed, aggregateId, aggregateVersion: version, data };
}

export const anAggregateId = (): string => newId();

interface Row {
  readonly _id: string;
  readonly aggregateId: string;
  readonly pending?: boolean;
  readonly publishedAt?: Date;
  readonly event: DomainEvent;
}

/** The rows themselves, for those who look at them without a relay. */
export const rowsOf = ({ database }: Side) => database.connection.collection<Row>('outbox');
