import { systemClock } from '../../../clock.js';
import type { DomainEvent } from '../../../contracts/domain-event.js';
import { ticketListed } from '../../../contracts/ticket.js';
import { newId } from '../../../ids.js';
import { createLogger } from '../../../logging/index.js';
import { createMetrics, type Metrics } from '../../../metrics/index.js';
import { until } from '../../../testing/until.js';
import type { Bus, Delivery, Durable, Handler, Verdict } from '../../port.js';
import { createNatsStreamingBus } from '../create-bus.js';
import type { NatsStreamingBusOptions } from '../options.js';

export const tickets: Durable = { name: 'test.ticket', aggregateTypes: ['ticket'] };
export const clusterId = 'marquee';

/** Version 1 of a new ticket. */
export function anEvent(padding = ''): DomainEvent {
  const ticketId = newId<string & { readonly __brand: never }>();
  return {
    id: newId(),
    type: ticketListed.type,
    schemaVersion: ticketListed.schemaVersion,
    aggregateType: 'ticket',
    aggregateId: ticketId,
    aggregateVersion: 1,
    occurredAt: systemClock.now().toISOString(),
    correlationId: `test${padding}`,
    causationId: 'test',
    data: { ...ticketListed.example, ticketId },
  };
}

export function events(count: number): DomainEvent[] {
  return Array.from({ length: count }, () => anEvent());
}

/** Answers each delivery alone, and keeps all it was brought. */
export function recorder(judge: (delivery: Delivery) => Verdict = () => ({ kind: 'ack' })) {
  const deliveries: Delivery[] = [];
  const handler: Handler = async (brought) => {
    deliveries.push(...brought);
    return brought.map(judge);
  };
  return { deliveries, handler, ids: () => new Set(deliveries.map(({ event }) => event.id)) };
}

/** One process: its bus, what it logged and what it counted. */
export interface Member {
  readonly bus: Bus;
  readonly log: () => string;
  readonly metrics: Metrics;
}

/** Channels of their own on a server, and the processes that share them. */
export interface World {
  readonly channelRoot: string;
  open(options?: Partial<NatsStreamingBusOptions>): Member;
  openReady(options?: Partial<NatsStreamingBusOptions>): Promise<Member>;
  close(): Promise<void>;
}

export function openWorld(url: string): World {
  const channelRoot = `test-${newId()}`;
  const members: Member[] = [];

  function open(options: Partial<NatsStreamingBusOptions> = {}): Member {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ name: 'test', level: 'debug', destination });
    const metrics = createMetrics();
    const place = { url, clusterId, clientName: 'test', channelRoot };
    const pace = { answerTimeoutMs: 1_000, pingEveryMs: 1_000 };
    const bus = createNatsStreamingBus({ ...place, ...pace, logger, metrics, ...options });
    const member = { bus, metrics, log: () => lines.join('') };
    members.push(member);
    return member;
  }

  return {
    channelRoot,
    open,
    async openReady(options) {
      const member = open(options);
      await until(() => member.bus.isReady(), { timeoutMs: 15_000 });
      return member;
    },
    async close() {
      await Promise.all(members.map(({ bus }) => bus.close()));
    },
  };
}
