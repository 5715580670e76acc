import { createServer } from 'node:http';
import { type Bus, createJetStreamBus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent, DomainEventContract } from '@marquee/common/contracts/domain-event';
import { ticketHeld, ticketOpened, ticketReleased } from '@marquee/common/contracts/inventory';
import { orderCompleted, orderPlaced } from '@marquee/common/contracts/order';
import { closeServer, listen } from '@marquee/common/http';
import { newId } from '@marquee/common/ids';
import { createMetrics } from '@marquee/common/metrics';
import { aSilentLogger } from '@marquee/common/testing/builders';
import type { Person } from '../../src/prove/load/market.js';
import type { Truth } from './machine.js';

type Seat = Truth['seats'][number];
type Order = Truth['orders'][number];

const retryMs = 100;

/** What is so: it counts at once, the API answers it, and the bus hears of it as soon as it can. */
export interface Books {
  /** Of the API that answers what is so. */
  readonly port: number;
  openEvent(seatCount: number): string;
  /** Every seat of the Event changes, and every one of these people's orders. */
  changeAll(eventId: string, people: readonly Person[]): void;
  /** Of one Event and of everybody's orders. */
  truthOf(eventId: string): Truth;
  /** Resolves when the bus has everything. */
  told(): Promise<void>;
  close(): Promise<void>;
}

export async function openBooks(brokerUrl: string): Promise<Books> {
  const logger = aSilentLogger();
  const bus = createJetStreamBus({
    ...{ servers: [brokerUrl], name: 'books', logger, metrics: createMetrics() },
  });
  const seats = new Map<string, Seat>();
  const orders = new Map<string, Order & { readonly cookie: string }>();
  const stopping = new AbortController();
  let telling = Promise.resolve();

  function tell(event: DomainEvent): void {
    telling = telling.then(() => publishAtLast(bus, event, stopping.signal));
  }
  function change(ticketId: string, eventId: string, version: number): void {
    const contract = version === 1 ? ticketOpened : version % 2 === 0 ? ticketHeld : ticketReleased;
    const { status, price } = contract.example;
    seats.set(ticketId, { ticketId, eventId, status, price, version });
    tell(anEvent(contract, ticketId, version, { eventId, ticketId }));
  }

  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://books');
    const eventId = searchParams.get('eventId');
    const items =
      pathname === '/api/tickets'
        ? [...seats.values()]
            .filter((seat) => seat.eventId === eventId)
            .map(({ ticketId, status, price, version }) => ({
              id: ticketId,
              status,
              price,
              version,
            }))
        : [...orders.values()].filter(({ cookie }) => cookie === req.headers.cookie);
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ items, nextCursor: null }));
  });
  const port = await listen(server, 0, '127.0.0.1');

  return {
    port,
    openEvent(seatCount) {
      const eventId = newId();
      for (let seat = 0; seat < seatCount; seat += 1) change(newId(), eventId, 1);
      return eventId;
    },
    changeAll(eventId, people) {
      for (const seat of [...seats.values()].filter((one) => one.eventId === eventId))
        change(seat.ticketId, eventId, seat.version + 1);
      for (const { id: buyerId, cookie } of people) {
        const known = orders.get(buyerId);
        const [id, version] = [known?.id ?? newId(), (known?.version ?? 0) + 1];
        orders.set(buyerId, { id, buyerId, version, cookie });
        const contract = version === 1 ? orderPlaced : orderCompleted;
        tell(anEvent(contract, id, version, { buyerId }));
      }
    },
    truthOf: (eventId) => ({
      seats: [...seats.values()].filter((seat) => seat.eventId === eventId),
      orders: [...orders.values()],
    }),
    told: () => telling,
    async close() {
      stopping.abort();
      await telling;
      await bus.close();
      await closeServer(server, 0);
    },
  };
}

/** As a relay: in order, and again until the broker has it. */
async function publishAtLast(bus: Bus, event: DomainEvent, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const isStored = await bus.publish(event).then(
      () => true,
      () => false,
    );
    if (isStored) return;
    await systemClock.sleep(retryMs, stopping);
  }
}

function anEvent<Data>(
  { type, schemaVersion, aggregateType, example }: DomainEventContract<string, Data>,
  aggregateId: string,
  aggregateVersion: number,
  change: object,
): DomainEvent {
  return {
    ...{ id: newId(), type, schemaVersion, aggregateType, aggregateId, aggregateVersion },
    ...{ correlationId: aggregateId, causationId: aggregateId },
    occurredAt: systemClock.now().toISOString(),
    data: { ...example, ...change },
  };
}
