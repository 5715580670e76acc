import { createServer } from 'node:http';
import type { Bus } from '@marquee/common/bus';
import { systemClock } from '@marquee/common/clock';
import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import { ticketHeld, ticketOpened, ticketSold } from '@marquee/common/contracts/inventory';
import { closeServer, listen } from '@marquee/common/http';
import { newId } from '@marquee/common/ids';
import { createSessions } from '@marquee/common/session';
import { createRealtime, realtimeLimits } from '@marquee/realtime';
import type { Seat } from '../watchers/messages.js';
import type { Ground } from './ground.js';

const contracts = { available: ticketOpened, held: ticketHeld, sold: ticketSold } as const;

/** The realtime gateway on a port, a bus that can be lost, and the seats as they really are. */
export interface Gateway {
  readonly url: string;
  readonly seats: ReadonlyMap<string, Seat>;
  /** The seat is so from now on, and the bus says it, if it is there. */
  change(ticketId: string, status: keyof typeof contracts): void;
  loseBus(): void;
  findBus(): void;
}

export interface GatewayOptions {
  readonly eventId: string;
  /** Broken on purpose: it is not told that the bus was gone. */
  readonly isSilent: boolean;
}

export async function openGateway(
  ground: Ground,
  { eventId, isSilent }: GatewayOptions,
): Promise<Gateway> {
  const { logger, metrics, undo } = ground;
  const seats = new Map<string, Seat>();
  let [isThere, hear, onGap] = [true, (_event: DomainEvent) => {}, () => {}];
  const bus: Bus = {
    ...ground.openBus(),
    isReady: () => true,
    follow: async (_types, _since, listener, gap = () => {}) => {
      [hear, onGap] = [listener, gap];
      return { stop: async () => {} };
    },
  };
  const server = createServer((_req, res) => res.writeHead(404).end());
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  undo.push(() => closeServer(server, 0));
  const sessions = createSessions({ keys: [newId()], clock: systemClock, logger });
  const realtime = createRealtime({
    ...{ bus, sessions, logger, metrics, clock: systemClock },
    ...{ publicUrl: url, trustProxy: 0, limits: realtimeLimits },
  });
  await realtime.start('all');
  undo.push(() => realtime.stop());
  realtime.attach(server);

  return {
    ...{ url, seats },
    change(ticketId, status) {
      const version = (seats.get(ticketId)?.version ?? 0) + 1;
      const { price } = ticketOpened.example;
      seats.set(ticketId, { ticketId, status, price, version });
      if (isThere) hear(aChange(contracts[status], { eventId, ticketId, version }));
    },
    loseBus() {
      isThere = false;
    },
    findBus() {
      isThere = true;
      if (!isSilent) onGap();
    },
  };
}

interface Change {
  readonly eventId: string;
  readonly ticketId: string;
  readonly version: number;
}

function aChange(
  contract: (typeof contracts)[keyof typeof contracts],
  { eventId, ticketId, version }: Change,
): DomainEvent {
  const { type, schemaVersion, aggregateType, example } = contract;
  return {
    ...{ id: newId(), type, schemaVersion, aggregateType, aggregateId: ticketId },
    ...{ aggregateVersion: version, correlationId: 'twin', causationId: 'twin' },
    occurredAt: systemClock.now().toISOString(),
    data: { ...example, eventId, ticketId, status: example.status },
  };
}
