import { PublishRefused, type Subscription } from '../../bus/port.js';
import { aTicketId } from '../backbone.js';
import { until } from '../until.js';
import { ack, type BusWorld, recorder, tickets } from './bus-world.js';

/** What a process may rely on when it comes and when it goes. */
export function busStartAndStop(world: BusWorld): void {
  test('a process that starts with a backlog works it off', async () => {
    const { seen, handler } = recorder();
    const ids = await world.announceMany(40);
    const before = await world.open([tickets]);
    const relay = await world.relayTo(before);
    await relay.stop();
    await before.close();
    const after = await world.open([tickets]);
    await after.subscribe(tickets, handler);
    await world.relayTo(after);
    await until(() => new Set(seen.map((event) => event.aggregateId)).size === ids.length);
  });

  test('stop waits for the deliveries under way and takes no more', async () => {
    const answered: string[] = [];
    const gate: { open: () => void } = { open: () => undefined };
    const opened = new Promise<void>((resolve) => {
      gate.open = resolve;
    });
    let isBusy = false;
    const bus = await world.open([tickets]);
    const subscription: Subscription = await bus.subscribe(tickets, async (deliveries) => {
      isBusy = true;
      await opened;
      answered.push(...deliveries.map(({ event }) => event.aggregateId));
      return deliveries.map(() => ack);
    });
    await world.relayTo(bus);
    const [id] = await world.announceMany(1);
    await until(() => isBusy);
    const stopped = subscription.stop();
    gate.open();
    await stopped;
    await world.announceMany(1);
    expect(answered).toEqual([id]);
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
