import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { systemClock } from '../../../clock.js';
import type { DomainEvent } from '../../../contracts/domain-event.js';
import { ticketListed } from '../../../contracts/ticket.js';
import { newId } from '../../../ids.js';
import { createLogger } from '../../../logging/index.js';
import { createMetrics, type Metrics } from '../../../metrics/index.js';
import { until } from '../../../testing/until.js';
import type { Bus, Delivery, Durable, Handler, Verdict } from '../../port.js';
import { createJetStreamBus } from '../create-bus.js';
import type { JetStreamBusOptions } from '../options.js';

export const tickets: Durable = { name: 'test.ticket', aggregateTypes: ['ticket'] };
export const consumerName = 'test-ticket-ticket';

export function anEvent(aggregateId: string, aggregateVersion: number): DomainEvent {
  return {
    id: newId(),
    type: ticketListed.type,
    schemaVersion: ticketListed.schemaVersion,
    aggregateType: 'ticket',
    aggregateId,
    aggregateVersion,
    occurredAt: systemClock.now().toISOString(),
    correlationId: 'test',
    causationId: 'test',
    data: { ...ticketListed.example, ticketId: aggregateId },
  };
}

export function aTicketId(): string {
  return newId<string & { readonly __brand: never }>();
}

/** Answers each delivery alone, and keeps those it acknowledged. */
export function recorder(judge: (delivery: Delivery) => Verdict = () => ({ kind: 'ack' })) {
  const events: DomainEvent[] = [];
  const handler: Handler = async (deliveries) =>
    deliveries.map((delivery) => {
      const verdict = judge(delivery);
      if (verdict.kind === 'ack') events.push(delivery.event);
      return verdict;
    });
  return { events, handler, has: (event: DomainEvent) => events.some(({ id }) => id === event.id) };
}

/** One process: its bus, what it logged and what it counted. */
export interface Member {
  readonly bus: Bus;
  readonly log: () => string;
  readonly metrics: Metrics;
}

/** A stream of its own on a server, the buses that share it, and an operator's hands. */
export interface World {
  readonly streamName: string;
  open(options?: Partial<JetStreamBusOptions>): Member;
  openReady(options?: Partial<JetStreamBusOptions>): Promise<Member>;
  operator(): Promise<JetStreamManager>;
  close(): Promise<void>;
}

export function openWorld(url: string): World {
  const streamName = `test-${aTicketId()}`;
  const members: Member[] = [];
  const operators: NatsConnection[] = [];

  function open(options: Partial<JetStreamBusOptions> = {}): Member {
    const lines: string[] = [];
    const logger = createLogger({
      name: 'test',
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
    });
    const metrics = createMetrics();
    const shape = { streamName, subjectRoot: streamName, maxBytes: 16 * 1024 ** 2 };
    const pace = { ackWaitMs: 2_000, watchEveryMs: 1_000 };
    const bus = createJetStreamBus({
      ...{ servers: [url], name: 'test', logger, metrics },
      ...shape,
      ...pace,
      ...options,
    });
    const member = { bus, metrics, log: () => lines.join('') };
    members.push(member);
    return member;
  }

  return {
    streamName,
    open,
    async openReady(options) {
      const member = open(options);
      await until(() => member.bus.isReady(), { timeoutMs: 15_000 });
      return member;
    },
    async operator() {
      const nats = await connect({ servers: url });
      operators.push(nats);
      return jetstreamManager(nats);
    },
    async close() {
      await Promise.all(members.map(({ bus }) => bus.close()));
      await Promise.all(operators.map((nats) => nats.close()));
    },
  };
}
