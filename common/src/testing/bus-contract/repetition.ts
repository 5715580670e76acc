import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';
import { recorder, watchDeliveries } from './recorder.js';

/** Duplicates are allowed on a bus; a second effect is not. */
export function busRepetition(world: BusWorld): void {
  test('an event that is published again has no second effect', async () => {
    const { bus, answered } = watchDeliveries(await world.open([tickets]));
    const effects = createEffects(world.backbone(), bus, tickets);
    await world.run(effects.job);
    await world.relayTo(bus);
    await world.announceMany(10);
    await until(() => world.backbone().isAllPublished());
    const events = (await world.backbone().rows()).map((row) => row.event);
    for (const event of events) await bus.publish(event);
    for (const event of events) await bus.publish(event, { replayId: 'again' });
    // A broker may swallow what it knows, but no replay.
    await until(() => answered.length >= 20);
    expect([...(await effects.versions()).values()]).toEqual(Array(10).fill([1]));
  });

  test("an operator's replay is brought again, however soon", async () => {
    const { seen, handler } = recorder();
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, handler);
    await world.relayTo(bus);
    const [id = ''] = await world.announceMany(1);
    await world.backbone().announce(id, 2);
    await until(() => seen.length >= 2);
    await until(() => world.backbone().isAllPublished());
    const [first] = (await world.backbone().rows()).map((row) => row.event);
    if (first === undefined) throw new Error('nothing was announced');
    seen.length = 0;
    await bus.publish(first, { replayId: 'run-1' });
    await until(() => seen.some((event) => event.id === first.id));
  });

  test('a transition consumer is given every version once and in order, also of replays', async () => {
    const { bus, answered } = watchDeliveries(await world.open([tickets]));
    const effects = createEffects(world.backbone(), bus, tickets, 'transition');
    await world.run(effects.job);
    await world.relayTo(bus);
    const ids = await world.announceMany(5);
    for (const version of [2, 3, 4]) {
      for (const id of ids) await world.backbone().announce(id, version);
    }
    await until(() => world.backbone().isAllPublished());
    const events = (await world.backbone().rows()).map((row) => row.event);
    for (const event of events.toReversed()) await bus.publish(event, { replayId: 'run-1' });
    for (const id of ids) await world.backbone().announce(id, 5);
    await until(() => answered.length >= 20 + 20 + 5);
    await until(() => haveReached(effects, ids, 5));
    expect([...(await effects.versions()).values()]).toEqual(Array(5).fill([1, 2, 3, 4, 5]));
  });
}
