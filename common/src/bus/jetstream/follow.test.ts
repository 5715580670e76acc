import { systemClock } from '../../clock.js';
import { startNatsServer, type TestBroker } from '../../testing/brokers/index.js';
import { until } from '../../testing/until.js';
import { anEvent, aTicketId, openWorld, type World } from './testing/world.js';

const patience = { timeoutMs: 20_000 };

describe.each(['newest', '2.9'] as const)('following on nats-server %s', (version) => {
  let broker: TestBroker;
  let world: World;
  beforeEach(async () => {
    broker = await startNatsServer({ version });
    world = openWorld(broker.url);
  });
  afterEach(async () => {
    await world.close();
    await broker.stop();
  });

  /** What was heard, by id, and how often a gap was told. */
  function aListener() {
    const ids: string[] = [];
    const gaps: string[] = [];
    const listener = ({ id }: { readonly id: string }) => void ids.push(id);
    return { ids, gaps, listener, onGap: () => void gaps.push('gap') };
  }

  test('several aggregate types are merged, the past first, every process for itself', async () => {
    const { bus } = await world.openReady();
    const { bus: other } = await world.openReady();
    const past = Array.from({ length: 700 }, () => anEvent(aTicketId(), 1));
    const order = { ...anEvent(aTicketId(), 1), aggregateType: 'order' as const };
    const payment = { ...anEvent(aTicketId(), 1), aggregateType: 'payment' as const };
    await Promise.all([...past, order, payment].map((event) => bus.publish(event)));
    const [here, there] = [aListener(), aListener()];
    await bus.follow(['ticket', 'order'], new Date(0), here.listener);
    await other.follow(['ticket', 'order'], new Date(0), there.listener);
    const expected = new Set([...past, order].map((event) => event.id));
    expect(new Set(here.ids)).toEqual(expected);
    expect(new Set(there.ids)).toEqual(expected);
    expect(here.ids).toHaveLength(701);
  });

  test('it begins at the time that was asked for', async () => {
    const { bus } = await world.openReady();
    const early = anEvent(aTicketId(), 1);
    await bus.publish(early);
    const publishedAt = systemClock.now();
    await until(() => systemClock.now() > publishedAt);
    const since = systemClock.now();
    const late = anEvent(aTicketId(), 1);
    await bus.publish(late);
    const { ids, listener } = aListener();
    await bus.follow(['ticket'], since, listener);
    expect(ids).toEqual([late.id]);
  });

  test('over a restart of the broker it brings everything once, and tells the gap once', async () => {
    const { bus } = await world.openReady();
    const { ids, gaps, listener, onGap } = aListener();
    await bus.follow(['ticket', 'order', 'user'], new Date(0), listener, onGap);
    const [first, second] = [anEvent(aTicketId(), 1), anEvent(aTicketId(), 1)];
    await bus.publish(first);
    await until(() => ids.length === 1);
    await broker.restart();
    await until(() => bus.isReady() && gaps.length > 0, patience);
    await bus.publish(second);
    await until(() => ids.includes(second.id), patience);
    expect(ids).toEqual([first.id, second.id]);
    expect(gaps).toEqual(['gap']);
  });

  test('a wiped broker counts from 1 again, and it hears what comes then', async () => {
    const { bus } = await world.openReady();
    const { ids, gaps, listener, onGap } = aListener();
    await bus.follow(['ticket'], new Date(0), listener, onGap);
    const before = Array.from({ length: 20 }, () => anEvent(aTicketId(), 1));
    for (const event of before) await bus.publish(event);
    await until(() => ids.length === 20);
    await broker.wipe();
    await until(() => bus.isReady() && gaps.length > 0, patience);
    const after = anEvent(aTicketId(), 1);
    expect((await bus.publish(after)).sequence).toBe(1);
    await until(() => ids.includes(after.id), patience);
  });

  test('it knows whether anything is brought now', async () => {
    const { bus } = await world.openReady();
    const following = await bus.follow(['ticket', 'order'], new Date(0), aListener().listener);
    await until(() => following.isFollowing?.() === true, patience);
    await broker.kill();
    await until(() => following.isFollowing?.() === false, patience);
    await broker.restart();
    await until(() => following.isFollowing?.() === true, patience);
  });

  test('it waits for a broker that is not there yet, and ends with the bus', async () => {
    await broker.kill();
    const { bus } = world.open();
    const { listener } = aListener();
    const following = bus.follow(['ticket'], new Date(0), listener);
    const { bus: patient } = world.open();
    const waiting = patient.follow(['ticket'], new Date(0), listener);
    await Promise.all([bus.close(), expect(following).rejects.toThrow('closed')]);
    await broker.restart();
    await (await waiting).stop();
  });
});
