import { type Bus, createInProcessBus } from '../bus/index.js';
import type { Durable } from '../bus/port.js';
import { systemClock } from '../clock.js';
import { ticketListed } from '../contracts/ticket.js';
import { newId } from '../ids.js';
import { createMetrics, type Metrics } from '../metrics/index.js';
import { type Database, ensureIndexes } from '../mongo/index.js';
import { createOutbox, createRelay, outboxHistory, type RelayOptions } from '../outbox/index.js';
import type { DomainEventDraft, Outbox } from '../outbox/port.js';
import { type OutboxRow, outboxRows } from '../outbox/row.model.js';
import { aSilentLogger } from './builders.js';
import { openTestDatabase } from './mongo.js';

/** A service's database with its outbox, ready to write to; buses and relays are made by tests. */
export interface Backbone {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly metrics: Metrics;
  /** Commits versions `from`…`to` of a ticket, in one transaction. */
  announce(aggregateId: string, from: number, to?: number): Promise<void>;
  bus(requiredDurables: readonly Durable[]): Bus;
  relay(bus: Bus, options?: Partial<RelayOptions>): ReturnType<typeof createRelay>;
  rows(): Promise<OutboxRow[]>;
  isAllPublished(): Promise<boolean>;
}

/** A valid domain event of a ticket, whatever its version. */
export function aTicketDraft(aggregateId: string, aggregateVersion: number): DomainEventDraft {
  const data = { ...ticketListed.example, ticketId: aggregateId };
  return { contract: ticketListed, aggregateId, aggregateVersion, data };
}

export function aTicketId(): string {
  return newId<string & { readonly __brand: never }>();
}

export async function openBackbone(prefix: string): Promise<Backbone> {
  return backboneOn(await openTestDatabase(prefix));
}

/** The same on a database that is there already: another process of the same service. */
export async function backboneOn(database: Database): Promise<Backbone> {
  const outbox = createOutbox({ database, clock: systemClock });
  const metrics = createMetrics();
  const logger = aSilentLogger();
  await ensureIndexes(database, [outbox.rows]);
  const rows = outboxRows(database);
  return {
    database,
    outbox,
    metrics,
    async announce(aggregateId, from, to = from) {
      const versions = Array.from({ length: to - from + 1 }, (_value, index) => from + index);
      const drafts = versions.map((version) => aTicketDraft(aggregateId, version));
      await database.transact((session) => outbox.add(session, drafts));
    },
    bus: (requiredDurables) =>
      createInProcessBus({ requiredDurables, histories: [outboxHistory(database)], logger }),
    relay: (bus, options = {}) =>
      createRelay({ database, bus, logger, metrics, clock: systemClock, options }),
    rows: () => rows.find().sort({ _id: 1 }).toArray(),
    isAllPublished: async () =>
      (await rows.countDocuments({ publishedAt: { $exists: false } })) === 0,
  };
}
