import { type Bus, createJetStreamBus } from '@marquee/common/bus';
import { type Clock, systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { ticketListed } from '@marquee/common/contracts/ticket';
import { newId, type TicketId } from '@marquee/common/ids';
import { createUndoStack, type Job, type UndoStack } from '@marquee/common/lifecycle';
import { createLogger, type Logger } from '@marquee/common/logging';
import { createMetrics, type Metrics } from '@marquee/common/metrics';
import { type Database, ensureIndexes, openDatabase } from '@marquee/common/mongo';
import { createOutbox, type DomainEventDraft } from '@marquee/common/outbox';
import type { HeardEvent, Violations } from '../../ledger/ledger.js';

/** Deliveries of a consumer that died come again after this long. */
export const ackWaitMs = 1_000;

/** A broker that may be treated badly. */
export interface TwinBroker {
  readonly url: string;
  /** Ends it, removes what it stored and starts it again. */
  wipe(): Promise<void>;
}

/** One service's database and a stream that nobody else uses. */
export interface Ground {
  readonly database: Database;
  readonly broker: TwinBroker;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What has to be undone when the provocation is over, last first. */
  readonly undo: UndoStack;
  openBus(url?: string): Bus;
  start(job: Job): Promise<void>;
  /** Commits these versions of a ticket in one transaction, dated by `clock`. */
  announce(ticketId: string, versions: readonly number[], clock?: Clock): Promise<void>;
  heard(): Promise<readonly HeardEvent[]>;
  /** Asked beside the books: what a provocation saw that is written nowhere. */
  readonly checks: (() => Violations | Promise<Violations>)[];
  close(): Promise<void>;
}

export function aTicketDraft(ticketId: string, aggregateVersion: number): DomainEventDraft {
  const data = { ...ticketListed.example, ticketId };
  return { contract: ticketListed, aggregateId: ticketId, aggregateVersion, data };
}

export const aTicketId = () => newId<TicketId>();

export async function openGround(mongoUrl: string, broker: TwinBroker): Promise<Ground> {
  const name = `twins_${newId().slice(-12)}`;
  const logger = createLogger({ name: 'twins', level: 'silent' });
  const metrics = createMetrics();
  const undo = createUndoStack();
  const database = await openDatabase({ url: mongoUrl, name, logger });
  undo.push(async () => {
    await database.connection.dropDatabase();
    await database.close();
  });
  await ensureIndexes(database, [createOutbox({ database, clock: systemClock }).rows]);

  return {
    ...{ database, broker, logger, metrics, undo, checks: [] },
    openBus(url = broker.url) {
      const bus = createJetStreamBus({
        ...{ servers: [url], name, streamName: name, subjectRoot: name, logger, metrics },
        ...{ ackWaitMs, answerTimeoutMs: 1_000, maxBytes: 16 * 1024 ** 2 },
      });
      undo.push(() => bus.close());
      return bus;
    },
    async start(job) {
      await job.start();
      undo.push(() => job.stop());
    },
    async announce(ticketId, versions, clock = systemClock) {
      const outbox = createOutbox({ database, clock });
      const drafts = versions.map((version) => aTicketDraft(ticketId, version));
      await database.transact((session) => outbox.add(session, drafts));
    },
    heard: () => database.connection.collection<HeardEvent>('effects').find().toArray(),
    close: () => undo.run(),
  };
}

/** Whether an effect of this aggregate's version was recorded. */
export async function hasHeard(
  ground: Ground,
  event: Pick<DomainEvent, 'aggregateId' | 'aggregateVersion'>,
): Promise<boolean> {
  const heard = await ground.heard();
  return heard.some(
    ({ aggregateId, aggregateVersion }) =>
      aggregateId === event.aggregateId && aggregateVersion === event.aggregateVersion,
  );
}
