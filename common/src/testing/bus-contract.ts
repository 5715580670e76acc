import type { Bus, Delivery, Durable, Handler, Subscription, Verdict } from '../bus/port.js';
import { PublishRefused } from '../bus/port.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import type { Job } from '../lifecycle/service.js';
import { aTicketId, type Backbone, openBackbone } from './backbone.js';
import { dropTestDatabase } from './mongo.js';
import { until } from './until.js';

/**
 * Opens the bus as a process would. Called again with the same backbone it is another process on
 * the same broker; `backbone.database.name` is unique and may name streams.
 */
export type OpenBus = (backbone: Backbone, durables: readonly Durable[]) => Promise<Bus>;

const tickets: Durable = { name: 'contract.ticket', aggregateTypes: ['ticket'] };
const alsoTickets: Durable = { name: 'contract.also-ticket', aggregateTypes: ['ticket'] };
const orders: Durable = { name: 'contract.order', aggregateTypes: ['order'] };

const ack: Verdict = { kind: 'ack' };

/** Answers each delivery alone, and keeps what was acknowledged. */
function recorder(judge: (delivery: Delivery) => Verdict = () => ack) {
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

/** What every bus must do, on the real thing: the same promises for each adapter. */
export function busContract(name: string, openBus: OpenBus): void {
  describe(`the bus contract, ${name}`, () => {
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

    async function open(durables: readonly Durable[]): Promise<Bus> {
      const bus = await openBus(backbone, durables);
      buses.push(bus);
      return bus;
    }
    async function relayTo(bus: Bus): Promise<Job> {
      const relay = backbone.relay(bus, { passMsMax: 50, backoffMsMin: 20 });
      jobs.push(relay);
      await relay.start();
      return relay;
    }
    const announceMany = async (count: number) => {
      const ids = Array.from({ length: count }, aTicketId);
      for (const id of ids) await backbone.announce(id, 1);
      return ids;
    };

    test('every committed event reaches every durable that wants it, and no other', async () => {
      const [first, second, third] = [recorder(), recorder(), recorder()];
      const bus = await open([tickets, alsoTickets, orders]);
      await bus.subscribe(tickets, first.handler);
      await bus.subscribe(alsoTickets, second.handler);
      await bus.subscribe(orders, third.handler);
      await relayTo(bus);
      const ids = await announceMany(50);
      await until(() => backbone.isAllPublished());
      await until(() => first.seen.length >= 50 && second.seen.length >= 50);
      for (const { seen } of [first, second]) {
        expect(new Set(seen.map((event) => event.aggregateId))).toEqual(new Set(ids));
      }
      expect(third.seen).toEqual([]);
    });

    test('versions of an aggregate arrive in order', async () => {
      const { handler, versions } = recorder();
      const bus = await open([tickets]);
      await bus.subscribe(tickets, handler);
      await relayTo(bus);
      const ids = Array.from({ length: 5 }, aTicketId);
      for (let version = 1; version <= 20; version += 1) {
        for (const id of ids) await backbone.announce(id, version);
      }
      const expected = Array.from({ length: 20 }, (_value, index) => index + 1);
      for (const id of ids) {
        await until(() => versions(id).length >= 20);
        expect(versions(id)).toEqual(expected);
      }
    });

    test('what a crashing handler did not answer comes again', async () => {
      const { seen, handler } = recorder();
      let crashes = 2;
      const bus = await open([tickets]);
      await bus.subscribe(tickets, async (deliveries) => {
        crashes -= 1;
        if (crashes >= 0) throw new Error('the handler crashed');
        return handler(deliveries);
      });
      await relayTo(bus);
      const [id] = await announceMany(1);
      await until(() => seen.length > 0);
      expect(seen[0]?.aggregateId).toBe(id);
    });

    test('a delivery put off comes again; the others do not wait for it', async () => {
      let isAllowed = false;
      const late = aTicketId();
      const { seen, handler } = recorder(({ event }) =>
        event.aggregateId === late && !isAllowed
          ? { kind: 'retry', afterMs: 50, reason: 'not yet' }
          : ack,
      );
      const bus = await open([tickets]);
      await bus.subscribe(tickets, handler);
      await relayTo(bus);
      await backbone.announce(late, 1);
      await announceMany(10);
      await until(() => seen.length >= 10);
      isAllowed = true;
      await until(() => seen.some((event) => event.aggregateId === late));
    });

    test('a parked delivery is not brought again and holds up nobody', async () => {
      const poison = aTicketId();
      let parked = 0;
      const { seen, handler } = recorder(({ event }) => {
        if (event.aggregateId !== poison) return ack;
        parked += 1;
        return { kind: 'park', reason: 'unreadable' };
      });
      const bus = await open([tickets]);
      await bus.subscribe(tickets, handler);
      await relayTo(bus);
      await backbone.announce(poison, 1);
      await announceMany(10);
      await until(() => seen.length >= 10 && parked > 0);
      await until(() => backbone.isAllPublished());
      expect(parked).toBe(1);
    });

    test('a slow consumer does not hold up the others', async () => {
      const { seen, handler } = recorder();
      const gate: { open: () => void } = { open: () => undefined };
      const opened = new Promise<void>((resolve) => {
        gate.open = resolve;
      });
      const bus = await open([tickets, alsoTickets]);
      await bus.subscribe(alsoTickets, handler);
      await bus.subscribe(tickets, async (deliveries) => {
        await opened;
        return deliveries.map(() => ack);
      });
      await relayTo(bus);
      await announceMany(30);
      await until(() => seen.length >= 30);
      gate.open();
      await until(() => backbone.isAllPublished());
    });

    test('a process that starts with a backlog works it off', async () => {
      const { seen, handler } = recorder();
      const ids = await announceMany(40);
      const before = await open([tickets]);
      const relay = await relayTo(before);
      await relay.stop();
      await before.close();
      const after = await open([tickets]);
      await after.subscribe(tickets, handler);
      await relayTo(after);
      await until(() => new Set(seen.map((event) => event.aggregateId)).size === ids.length);
    });

    test('stop waits for the deliveries under way and takes no more', async () => {
      const answered: string[] = [];
      const gate: { open: () => void } = { open: () => undefined };
      const opened = new Promise<void>((resolve) => {
        gate.open = resolve;
      });
      let isBusy = false;
      const bus = await open([tickets]);
      const subscription: Subscription = await bus.subscribe(tickets, async (deliveries) => {
        isBusy = true;
        await opened;
        answered.push(...deliveries.map(({ event }) => event.aggregateId));
        return deliveries.map(() => ack);
      });
      await relayTo(bus);
      const [id] = await announceMany(1);
      await until(() => isBusy);
      const stopped = subscription.stop();
      gate.open();
      await stopped;
      await announceMany(1);
      expect(answered).toEqual([id]);
    });

    test('a follower gets the past, then what comes, each once; its errors are its own', async () => {
      const { handler } = recorder();
      const bus = await open([tickets]);
      await bus.subscribe(tickets, handler);
      await relayTo(bus);
      const past = await announceMany(5);
      await until(() => backbone.isAllPublished());
      const heard: string[] = [];
      await bus.follow(['ticket'], new Date(0), () => {
        throw new Error('a broken follower');
      });
      const following = await bus.follow(['ticket'], new Date(0), (event) => {
        heard.push(event.aggregateId);
      });
      expect(new Set(heard)).toEqual(new Set(past));
      const later = await announceMany(5);
      await until(() => heard.length >= 10);
      expect(new Set(heard)).toEqual(new Set([...past, ...later]));
      await following.stop();
      await announceMany(1);
      await until(() => backbone.isAllPublished());
      expect(heard).toHaveLength(10);
    });

    test('a closed bus refuses, and is not ready', async () => {
      const bus = await open([]);
      expect(bus.isReady()).toBe(true);
      await bus.close();
      await backbone.announce(aTicketId(), 1);
      const [row] = await backbone.rows();
      if (row === undefined) throw new Error('nothing was announced');
      await expect(bus.publish(row.event)).rejects.toBeInstanceOf(PublishRefused);
      expect(bus.isReady()).toBe(false);
    });
  });
}
