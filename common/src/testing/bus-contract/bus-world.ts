import type { Bus, Durable } from '../../bus/port.js';
import type { Job } from '../../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from '../backbone.js';
import type { TestBroker } from '../brokers/index.js';
import { openTcpProxy, type TcpProxy } from '../brokers/tcp-proxy.js';
import { dropTestDatabase } from '../mongo.js';
import { until } from '../until.js';
import { type BusName, openBusOf } from './buses/index.js';
import { type DoomedProcess, type DoomedProcessOptions, startDoomedProcess } from './doomed.js';

/** A bus as the contract needs to know it. */
export interface BusUnderTest {
  readonly bus: BusName;
  /**
   * Starts the server it runs on. A bus that has none cannot lose one: what is promised of servers
   * is not asked of it.
   */
  readonly startServer?: () => Promise<TestBroker>;
}

export const tickets: Durable = { name: 'contract.ticket', aggregateTypes: ['ticket'] };
export const alsoTickets: Durable = { name: 'contract.also-ticket', aggregateTypes: ['ticket'] };
export const orders: Durable = { name: 'contract.order', aggregateTypes: ['order'] };

/** What a test of the contract works with; a fresh one for each, cleared away after it. */
export interface BusWorld {
  backbone(): Backbone;
  /** Opens the bus as another process would; ready when this resolves. */
  open(durables: readonly Durable[], url?: string): Promise<Bus>;
  /** A wire to the server that can be cut; a bus goes through it that is opened with its url. */
  openWire(): Promise<TcpProxy>;
  relayTo(bus: Bus): Promise<Job>;
  /** Starts a job that is stopped at the end, before the buses are closed. */
  run(job: Job): Promise<void>;
  /** A process of its own that consumes and is about to be killed. */
  startDoomed(options: Pick<DoomedProcessOptions, 'durable' | 'dies'>): Promise<DoomedProcess>;
  /** Commits version 1 of so many new tickets; answers their ids. */
  announceMany(count: number): Promise<string[]>;
}

/** Called inside `describe`. */
export function busWorld({ bus: name }: BusUnderTest, serverUrl: () => string): BusWorld {
  let backbone: Backbone;
  const jobs: Job[] = [];
  const buses: Bus[] = [];
  const processes: DoomedProcess[] = [];
  const wires: TcpProxy[] = [];

  beforeEach(async () => {
    backbone = await openBackbone('bus');
  });
  afterEach(async () => {
    for (const child of processes.splice(0)) await child.kill();
    for (const wire of wires) wire.heal();
    for (const job of jobs.splice(0).reverse()) await job.stop();
    for (const bus of buses.splice(0)) await bus.close();
    for (const wire of wires.splice(0)) await wire.close();
    await dropTestDatabase(backbone.database);
  });

  async function run(job: Job): Promise<void> {
    jobs.push(job);
    await job.start();
  }

  return {
    backbone: () => backbone,
    run,
    async open(durables, url = serverUrl()) {
      const bus = await openBusOf[name]({ backbone, durables, url });
      buses.push(bus);
      // One without a server is ready when its durables are subscribed, and does not wait.
      if (bus.isShared) await until(() => bus.isReady());
      return bus;
    },
    async openWire() {
      const wire = await openTcpProxy(serverUrl());
      wires.push(wire);
      return wire;
    },
    async relayTo(bus) {
      const relay = backbone.relay(bus, { passMsMax: 50, backoffMsMin: 20, backoffMsMax: 500 });
      await run(relay);
      return relay;
    },
    async startDoomed(options) {
      const databaseName = backbone.database.name;
      const place = { bus: name, url: serverUrl(), databaseName };
      const child = startDoomedProcess({ ...options, ...place });
      processes.push(child);
      await child.isStuck;
      return child;
    },
    async announceMany(count) {
      const ids = Array.from({ length: count }, aTicketId);
      for (const id of ids) await backbone.announce(id, 1);
      return ids;
    },
  };
}
