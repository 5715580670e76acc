import type { Bus, Delivery, Durable, Handler, Verdict } from '../../bus/port.js';
import type { DomainEvent } from '../../contracts/domain-event.js';
import type { Job } from '../../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from '../backbone.js';
import { dropTestDatabase } from '../mongo.js';

/**
 * Opens the bus as a process would. Called again with the same backbone it is another process on
 * the same broker; `backbone.database.name` is unique and may name streams.
 */
export type OpenBus = (backbone: Backbone, durables: readonly Durable[]) => Promise<Bus>;

export const tickets: Durable = { name: 'contract.ticket', aggregateTypes: ['ticket'] };
export const alsoTickets: Durable = { name: 'contract.also-ticket', aggregateTypes: ['ticket'] };
export const orders: Durable = { name: 'contract.order', aggregateTypes: ['order'] };

export const ack: Verdict = { kind: 'ack' };

/** Answers each delivery alone, and keeps what was acknowledged. */
export function recorder(judge: (delivery: Delivery) => Verdict = () => ack) {
  const seen: DomainEvent[] = [];
  const handler: Handler = async (deliveries) =>
    deliveries.map((delivery) => {
      const verdict = judge(delivery);
      if (verdict.kind === 'ack') seen.push(delivery.event);
      return verdict;
    });
  const versions = (aggregateId: string) =>
    seen.filter((event) => event.aggregateId === aggregateId).map((e) => e.aggregateVersion);
  return { seen, handler, versions };
}

/** What a test of the contract works with; a fresh one for each, cleared away after it. */
export interface BusWorld {
  backbone(): Backbone;
  open(durables: readonly Durable[]): Promise<Bus>;
  relayTo(bus: Bus): Promise<Job>;
  /** Commits version 1 of so many new tickets; answers their ids. */
  announceMany(count: number): Promise<string[]>;
}

/** Called inside `describe`. */
export function busWorld(openBus: OpenBus): BusWorld {
  let backbone: Backbone;
  const jobs: Job[] = [];
  const buses: Bus[] = [];

  beforeEach(async () => {
    backbone = await openBackbone('bus');
  });
  afterEach(async () => {
    for (const job of jobs.splice(0)) await job.stop();
    for (const bus of buses.splice(0)) await bus.close();
    await dropTestDatabase(backbone.database);
  });

  return {
    backbone: () => backbone,
    async open(durables) {
      const bus = await openBus(backbone, durables);
      buses.push(bus);
      return bus;
    },
    async relayTo(bus) {
      const relay = backbone.relay(bus, { passMsMax: 50, backoffMsMin: 20 });
      jobs.push(relay);
      await relay.start();
      return relay;
    },
    async announceMany(count) {
      const ids = Array.from({ length: count }, aTicketId);
      for (const id of ids) await backbone.announce(id, 1);
      return ids;
    },
  };
}
