import { aTicketId } from '../backbone.js';
import { until } from '../until.js';
import { alsoTickets, type BusWorld, orders, tickets } from './bus-world.js';
import { ack, createGate, recorder } from './recorder.js';

/** What is brought to whom, and in which order. */
export function busDelivery(world: BusWorld): void {
  test('every committed event reaches every durable that wants it, and no other', async () => {
    const [first, second, third] = [recorder(), recorder(), recorder()];
    const bus = await world.open([tickets, alsoTickets, orders]);
    await bus.subscribe(tickets, first.handler);
    await bus.subscribe(alsoTickets, second.handler);
    await bus.subscribe(orders, third.handler);
    await world.relayTo(bus);
    const ids = await world.announceMany(50);
    await until(() => world.backbone().isAllPublished());
    for (const { ids: seen } of [first, second]) {
      await until(() => seen().size >= 50);
      expect(seen()).toEqual(new Set(ids));
    }
    expect(third.seen).toEqual([]);
  });

  test('versions of an aggregate arrive in order', async () => {
    const { handler, versions } = recorder();
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, handler);
    await world.relayTo(bus);
    const ids = Array.from({ length: 5 }, aTicketId);
    for (let version = 1; version <= 20; version += 1) {
      for (const id of ids) await world.backbone().announce(id, version);
    }
    const expected = Array.from({ length: 20 }, (_value, index) => index + 1);
    for (const id of ids) {
      await until(() => versions(id).length >= 20);
      expect(versions(id)).toEqual(expected);
    }
  });

  test('a slow consumer does not hold up the others', async () => {
    const { ids, handler } = recorder();
    const gate = createGate();
    const bus = await world.open([tickets, alsoTickets]);
    await bus.subscribe(alsoTickets, handler);
    await bus.subscribe(tickets, async (deliveries) => {
      await gate.opened;
      return deliveries.map(() => ack);
    });
    await world.relayTo(bus);
    await world.announceMany(30);
    await until(() => ids().size >= 30);
    gate.open();
    await until(() => world.backbone().isAllPublished());
  });

  test('a follower gets the past, then what comes, each once; its errors are its own', async () => {
    const { handler } = recorder();
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, handler);
    await world.relayTo(bus);
    const past = await world.announceMany(5);
    await until(() => world.backbone().isAllPublished());
    const heard: string[] = [];
    await bus.follow(['ticket'], new Date(0), () => {
      throw new Error('a broken follower');
    });
    const following = await bus.follow(['ticket'], new Date(0), (event) => {
      heard.push(event.aggregateId);
    });
    expect(new Set(heard)).toEqual(new Set(past));
    const later = await world.announceMany(5);
    await until(() => heard.length >= 10);
    expect(new Set(heard)).toEqual(new Set([...past, ...later]));
    await following.stop();
    await world.announceMany(1);
    await until(() => world.backbone().isAllPublished());
    expect(heard).toHaveLength(10);
  });
}
