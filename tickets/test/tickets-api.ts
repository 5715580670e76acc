import path from 'node:path';
import type { Clock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { InventoryState } from '@marquee/common/contracts/inventory';
import { newId } from '@marquee/common/ids';
import { createMetrics } from '@marquee/common/metrics';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aSilentLogger, aUser } from '@marquee/common/testing/builders';
import { createRecordingBus } from '@marquee/common/testing/bus';
import {
  type TestAgent,
  type TestResponse,
  testApi,
  testSessions,
} from '@marquee/common/testing/http';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { expectContract } from '@marquee/common/testing/openapi';
import { createTickets } from '../src/service.js';
import { aClock, type TestClock } from './clock.js';

const openapiPath = path.join(__dirname, '../openapi.yaml');

export interface TicketsApi {
  readonly database: Database;
  readonly clock: TestClock;
  readonly organiser: CurrentUser;
  readonly seller: CurrentUser;
  /** Requests as this person, or as nobody. */
  as(user?: CurrentUser): TestAgent;
  /** Brings what inventory says of a ticket, as the bus would. */
  inventorySays(
    type: string,
    ticket: TicketBody,
    version: number,
    changes?: Partial<InventoryState>,
  ): Promise<void>;
  /** What the outbox announced of an aggregate, in order. */
  announced(aggregateId: string): Promise<readonly DomainEvent[]>;
  stop(): Promise<void>;
}

/** A ticket as the API answers it. */
export interface TicketBody {
  readonly id: string;
  readonly eventId: string;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly price: { readonly amount: number; readonly currency: string };
  readonly status: string;
  readonly version: number;
}

const statusAfter: Readonly<Record<string, InventoryState['status']>> = {
  TicketOpened: 'available',
  TicketRepriced: 'available',
  TicketReleased: 'available',
  TicketHeld: 'held',
  TicketSold: 'sold',
  TicketClosed: 'withdrawn',
};

/** The catalogue behind its real guards, on a real database, with the world outside in our hands. */
export async function startTicketsApi(): Promise<TicketsApi> {
  const database = await openTestDatabase('tickets');
  const bus = createRecordingBus();
  const clock = aClock();
  const service = createTickets({
    database,
    bus,
    clock,
    sessions: testSessions(clock),
    logger: aSilentLogger(),
    metrics: createMetrics(),
  });
  await service.start('api');
  for (const consumer of service.consumers) await consumer.start();
  const api = testApi(service, { clock });
  return {
    database,
    clock,
    organiser: aUser(),
    seller: aUser(),
    as: (user) => api.agent(user),
    async inventorySays(type, ticket, version, changes = {}) {
      const event = inventoryEvent(type, ticket, version, clock);
      const data = { ...(event.data as object), ...changes };
      const verdicts = await bus.deliver({ ...event, data });
      expect(verdicts).toEqual([{ kind: 'ack' }]);
    },
    async announced(aggregateId) {
      const rows = await database.connection
        .collection<{ event: DomainEvent }>('outbox')
        .find({ aggregateId })
        .sort({ aggregateVersion: 1 })
        .toArray();
      return rows.map(({ event }) => event);
    },
    async stop() {
      for (const consumer of service.consumers) await consumer.stop();
      await service.stop();
      await dropTestDatabase(database);
    },
  };
}

function inventoryEvent(
  type: string,
  { id, eventId, section, row, seat, price }: TicketBody,
  version: number,
  clock: Clock,
): DomainEvent {
  const status = statusAfter[type];
  return {
    id: newId(),
    type,
    schemaVersion: 1,
    aggregateType: 'inventory',
    aggregateId: id,
    aggregateVersion: version,
    occurredAt: clock.now().toISOString(),
    correlationId: 'test',
    causationId: 'test',
    data: { ticketId: id, eventId, section, row, seat, price, status },
  };
}

/** The answer has this status and, if a refusal, this code; and it keeps `openapi.yaml`. */
export function expectAnswer(res: TestResponse, status: number, code?: string): void {
  expect({ status: res.status, body: res.body }).toMatchObject({
    status,
    body: code === undefined ? {} : { code },
  });
  expectContract(openapiPath, res);
}
