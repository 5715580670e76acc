import { PublishRefused } from '../../bus/port.js';
import { aTicketId } from '../backbone.js';
import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';
import { ack, createGate, recorder } from './recorder.js';

/** What a process may rely on when it comes and when it goes. */
export function busStartAndStop(world: BusWorld): void {
  test('a process that starts with a backlog works it off', async () => {
    const ids = await world.announceMany(40);
    const before = await world.open([tickets]);
    const relay = await world.relayTo(before);
    await relay.stop();
    await before.close();
    const { handler, ids: seen } = recorder();
    const after = await world.open([tickets]);
    await after.subscribe(tickets, handler);
    await world.relayTo(after);
    await until(() => seen().size >= ids.length);
    expect(seen()).toEqual(new Set(ids));
  });

  test('a backlog larger than what may be under way is worked off once and in order', async () => {
    const ids = Array.from({ length: 150 }, aTicketId);
    await Promise.all(ids.map((id) => world.backbone().announce(id, 1, 4)));
    const bus = await world.open([tickets]);
    const effects = createEffects(world.backbone(), bus, tickets, 'transition');
    await world.run(effects.job);
    await world.relayTo(bus);
    await until(() => haveReached(effects, ids, 4), { timeoutMs: 20_000 });
    expect([...(await effects.versions()).values()]).toEqual(Array(150).fill([1, 2, 3, 4]));
  });

  test('stop waits for the deliveries under way and takes no more', async () => {
    const answered: string[] = [];
    const gate = createGate();
    let isBusy = false;
    let isStopped = false;
    const bus = await world.open([tickets]);
    const subscription = await bus.subscribe(tickets, async (deliveries) => {
      isBusy = true;
      await gate.opened;
      answered.push(...deliveries.map(({ event }) => event.aggregateId));
      return deliveries.map(() => ack);
    });
    await world.relayTo(bus);
    const [first] = await world.announceMany(1);
    await until(() => isBusy);
    const stopped = subscription.stop().then(() => {
      isStopped = true;
    });
    const [second] = await world.announceMany(1);
    expect(isStopped).toBe(false);
    gate.open();
    await stopped;
    // What it did not take is there for the next one, and what it answered is not.
    const { handler, ids } = recorder();
    await bus.subscribe(tickets, handler);
    await until(() => ids().size > 0);
    await until(() => world.backbone().isAllPublished());
    expect(answered).toEqual([first]);
    expect(ids()).toEqual(new Set([second]));
  });

  test('closing drains: what was under way is finished, and the broker knows of it', async () => {
    const gate = createGate();
    let isBusy = false;
    await world.announceMany(2);
    const [first, second] = (await world.backbone().rows()).map((row) => row.event);
    if (first === undefined || second === undefined) throw new Error('two were announced');
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, async (deliveries) => {
      isBusy = true;
      await gate.opened;
      return deliveries.map(() => ack);
    });
    // Without a relay: it might publish the first one again, which is allowed.
    const published = bus.publish(first);
    await until(() => isBusy);
    const closed = bus.close();
    gate.open();
    await closed;
    await published;
    const { handler, ids } = recorder();
    const next = await world.open([tickets]);
    await next.subscribe(tickets, handler);
    await next.publish(second);
    await until(() => ids().has(second.aggregateId));
    expect(ids()).toEqual(new Set([second.aggregateId]));
  });

  test('a closed bus refuses, and is not ready', async () => {
    const bus = await world.open([]);
    expect(bus.isReady()).toBe(true);
    await bus.close();
    await world.backbone().announce(aTicketId(), 1);
    const [row] = await world.backbone().rows();
    if (row === undefined) throw new Error('nothing was announced');
    await expect(bus.publish(row.event)).rejects.toBeInstanceOf(PublishRefused);
    expect(bus.isReady()).toBe(false);
  });
}
