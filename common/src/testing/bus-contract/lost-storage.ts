import type { Bus } from '../../bus/port.js';
import type { TestBroker } from '../brokers/index.js';
import { until } from '../until.js';
import { alsoTickets, type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';

const timeoutMs = 15_000;

/** What becomes of events that the server had acknowledged and has lost. */
export function busLostStorage(world: BusWorld, server: () => TestBroker): void {
  /** The events are on the server if a consumer that never saw one is brought them all. */
  async function expectAllOnServer(bus: Bus, ids: readonly string[], versions: number[]) {
    const newcomer = createEffects(world.backbone(), bus, alsoTickets, 'transition');
    await world.run(newcomer.job);
    const last = versions.at(-1) ?? 0;
    await until(() => haveReached(newcomer, ids, last), { timeoutMs });
    const found = await newcomer.versions();
    for (const id of ids) expect(found.get(id)).toEqual(versions);
  }

  test('wiped: everything is published again by itself, and has no second effect', async () => {
    const bus = await world.open([tickets, alsoTickets]);
    const effects = createEffects(world.backbone(), bus, tickets);
    await world.run(effects.job);
    await world.relayTo(bus);
    const ids = await world.announceMany(20);
    await until(() => haveReached(effects, ids, 1));
    await until(() => world.backbone().isAllPublished());

    await server().wipe();
    await expectAllOnServer(bus, ids, [1]);
    for (const id of ids) await world.backbone().announce(id, 2);
    await until(() => haveReached(effects, ids, 2), { timeoutMs });
    expect([...(await effects.versions()).values()]).toEqual(Array(20).fill([1, 2]));
  });

  test('rewound: what it lost is published again by itself, in order', async () => {
    const bus = await world.open([tickets, alsoTickets]);
    const effects = createEffects(world.backbone(), bus, tickets);
    await world.run(effects.job);
    await world.relayTo(bus);
    const ids = await world.announceMany(10);
    await until(() => world.backbone().isAllPublished());
    await server().keepCopy();
    for (const id of ids) await world.backbone().announce(id, 2);
    const newIds = await world.announceMany(10);
    await until(() => world.backbone().isAllPublished(), { timeoutMs });

    await server().rewind();
    await expectAllOnServer(bus, newIds, [1]);
    for (const id of ids) await world.backbone().announce(id, 3);
    await until(() => haveReached(effects, ids, 3), { timeoutMs });
    const found = await effects.versions();
    for (const id of ids) expect(found.get(id)).toEqual([1, 2, 3]);
  });

  test('its storage has a name that a wipe changes, and a height that a rewind lowers', async () => {
    const bus = await world.open([tickets]);
    await world.announceMany(10);
    const events = (await world.backbone().rows()).map((row) => row.event);
    async function storageAfter(change: () => Promise<void>) {
      const connectedBefore = bus.connections();
      await change();
      await until(() => bus.connections() > connectedBefore && bus.isReady(), { timeoutMs });
      const storage = await bus.storage();
      if (storage === null) throw new Error('a bus with a server has a storage');
      return storage;
    }

    for (const event of events.slice(0, 5)) await bus.publish(event);
    const half = await storageAfter(() => server().keepCopy());
    for (const event of events.slice(5)) await bus.publish(event);
    const full = await storageAfter(() => server().restart());
    expect(full.origin).toBe(half.origin);
    expect(full.lastSequence).toBeGreaterThan(half.lastSequence);
    expect(await storageAfter(() => server().rewind())).toEqual(half);
    const wiped = await storageAfter(() => server().wipe());
    expect(wiped.origin).not.toBe(half.origin);
  });
}
