import { until } from '../until.js';
import { alsoTickets, type BusWorld, tickets } from './bus-world.js';
import { recorder } from './recorder.js';

/** What several processes on one broker may rely on. */
export function busReplicas(world: BusWorld): void {
  test('replicas of a consumer share its work, and one goes on when the other stops', async () => {
    const [first, second] = [recorder(), recorder()];
    const bus = await world.open([tickets]);
    const stopping = await bus.subscribe(tickets, first.handler);
    const other = await world.open([tickets]);
    await other.subscribe(tickets, second.handler);
    await world.relayTo(other);
    const seen = () => new Set([...first.ids(), ...second.ids()]);
    const shared = await world.announceMany(20);
    await until(() => seen().size >= 20);
    await stopping.stop();
    await bus.close();
    const before = first.seen.length;
    const alone = await world.announceMany(20);
    await until(() => seen().size >= 40);
    expect(seen()).toEqual(new Set([...shared, ...alone]));
    expect(first.seen).toHaveLength(before);
  });

  test('a consumer that is new is brought what was published before it', async () => {
    const bus = await world.open([tickets, alsoTickets]);
    await world.relayTo(bus);
    const ids = await world.announceMany(20);
    await until(() => world.backbone().isAllPublished());
    const { handler, ids: seen } = recorder();
    const later = await world.open([tickets, alsoTickets]);
    await later.subscribe(alsoTickets, handler);
    await until(() => seen().size >= 20);
    expect(seen()).toEqual(new Set(ids));
  });
}
