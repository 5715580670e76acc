import { inboxCollections } from '../../inbox/rows.model.js';
import { aTicketId } from '../backbone.js';
import { until } from '../until.js';
import { type BusWorld, tickets } from './bus-world.js';
import { createEffects, haveReached } from './effects.js';
import { ack, recorder, watchDeliveries } from './recorder.js';

/** What becomes of deliveries that a consumer cannot take now, or ever. */
export function busTrouble(world: BusWorld): void {
  test('what a crashing handler did not answer comes again', async () => {
    const { seen, handler } = recorder();
    let crashes = 2;
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, async (deliveries) => {
      crashes -= 1;
      if (crashes >= 0) throw new Error('the handler crashed');
      return handler(deliveries);
    });
    await world.relayTo(bus);
    const [id] = await world.announceMany(1);
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
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, handler);
    await world.relayTo(bus);
    await world.backbone().announce(late, 1);
    await world.announceMany(10);
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
    const bus = await world.open([tickets]);
    await bus.subscribe(tickets, handler);
    await world.relayTo(bus);
    await world.backbone().announce(poison, 1);
    await world.announceMany(10);
    await until(() => seen.length >= 10 && parked > 0);
    await until(() => world.backbone().isAllPublished());
    expect(parked).toBe(1);
  });

  test('a poisonous event ends among the parked of our database; the others have their effect', async () => {
    const poisonId = aTicketId();
    const { bus, answered } = watchDeliveries(await world.open([tickets]));
    const limits = { attemptsMax: 2, poisonId };
    const effects = createEffects(world.backbone(), bus, tickets, 'state', limits);
    await world.run(effects.job);
    await world.relayTo(bus);
    await world.backbone().announce(poisonId, 1);
    const ids = await world.announceMany(10);
    const { parked } = inboxCollections(world.backbone().database);
    await until(async () => (await parked.countDocuments()) > 0, { timeoutMs: 15_000 });
    await until(() => haveReached(effects, ids, 1));
    await until(() => world.backbone().isAllPublished());
    const found = await parked.find().toArray();
    expect(found).toMatchObject([{ attempts: 2, event: { aggregateId: poisonId } }]);
    // The bus was told: it is not brought again, whatever comes after it.
    const poisonCount = () => answered.filter(({ event }) => event.aggregateId === poisonId).length;
    const [next = ''] = await world.announceMany(1);
    await until(() => haveReached(effects, [next], 1));
    const broughtBefore = poisonCount();
    const [last = ''] = await world.announceMany(1);
    await until(() => haveReached(effects, [last], 1));
    expect(poisonCount()).toBe(broughtBefore);
  });
}
