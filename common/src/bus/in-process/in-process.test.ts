import { aTicketId, type Backbone, openBackbone } from '../../testing/backbone.js';
import { busContract } from '../../testing/bus-contract.js';
import { dropTestDatabase } from '../../testing/mongo.js';
import { until } from '../../testing/until.js';
import { type Durable, PublishRefused } from '../port.js';

// It has no server: what is promised of servers is not asked of it.
busContract('in-process', { bus: 'in-process' });

const tickets: Durable = { name: 'test.ticket', aggregateTypes: ['ticket'] };
const others: Durable = { name: 'test.other', aggregateTypes: ['ticket'] };

describe('the in-process bus', () => {
  let backbone: Backbone;
  beforeEach(async () => {
    backbone = await openBackbone('inprocess');
  });
  afterEach(() => dropTestDatabase(backbone.database));

  async function anEvent() {
    await backbone.announce(aTicketId(), 1);
    const [row] = await backbone.rows();
    if (row === undefined) throw new Error('nothing was announced');
    return row.event;
  }

  test('nothing counts as published while a required durable is not subscribed', async () => {
    const bus = backbone.bus([tickets, others]);
    await bus.subscribe(tickets, async (deliveries) => deliveries.map(() => ({ kind: 'ack' })));
    expect(bus.isReady()).toBe(false);
    await expect(bus.publish(await anEvent())).rejects.toBeInstanceOf(PublishRefused);
  });

  test('an event counts as published only when the last durable has answered', async () => {
    const bus = backbone.bus([tickets, others]);
    let answered = 0;
    let retries = 2;
    await bus.subscribe(tickets, async (deliveries) => {
      answered += deliveries.length;
      return deliveries.map(() => ({ kind: 'ack' }));
    });
    await bus.subscribe(others, async (deliveries) => {
      retries -= 1;
      if (retries < 0) return deliveries.map(() => ({ kind: 'ack' }));
      return deliveries.map(() => ({ kind: 'retry', afterMs: 7, reason: 'busy' }));
    });
    const event = await anEvent();
    await expect(bus.publish(event)).rejects.toMatchObject({ retryAfterMs: 7 });
    await expect(bus.publish(event)).rejects.toMatchObject({ retryAfterMs: 7 });
    await expect(bus.publish(event)).resolves.toEqual({ duplicate: false });
    expect(answered).toBe(1);
  });

  test('a durable that nobody declared would lose events and is refused', async () => {
    const bus = backbone.bus([tickets]);
    await expect(bus.subscribe(others, async () => [])).rejects.toThrow(RangeError);
  });

  test('when one of two subscribers goes, the other takes over', async () => {
    const bus = backbone.bus([tickets]);
    const seen: string[] = [];
    const handlerOf = (name: string) => async (deliveries: readonly unknown[]) => {
      seen.push(name);
      return deliveries.map(() => ({ kind: 'ack' }) as const);
    };
    const first = await bus.subscribe(tickets, handlerOf('first'));
    await bus.subscribe(tickets, handlerOf('second'));
    const event = await anEvent();
    await bus.publish(event);
    await first.stop();
    await bus.publish(event);
    expect(seen).toEqual(['first', 'second']);
  });

  test('a follower misses nothing between the publish and the mark on its row', async () => {
    const bus = backbone.bus([]);
    const event = await anEvent();
    await bus.publish(event);
    const heard: string[] = [];
    await bus.follow(['ticket'], new Date(0), ({ id }) => heard.push(id));
    await until(() => heard.length === 1);
    expect(heard).toEqual([event.id]);
  });
});
