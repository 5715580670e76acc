import { type EventId, newId } from '@marquee/common/ids';
import type { Ground } from '../backbone/ground.js';
import { openBus, openSide, relayOf } from '../backbone/side.js';
import { until } from '../contestants/until.js';
import { seatAudience } from '../fanout/audience.js';
import { startGateway } from '../fanout/gateway.js';
import { sharedNowMs } from '../fanout/now.js';
import { aTicketChange } from '../fanout/ticket-change.js';
import { keepPace } from '../latency/pace.js';
import { percentile } from '../load/percentile.js';

export interface LiveHeat {
  readonly sockets: number;
  readonly changesPerSecond: number;
  readonly seconds: number;
}

export interface LiveLatency extends LiveHeat {
  readonly deliveries: number;
  readonly lost: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}

/** From the answer to a commit over outbox, relay, bus and gateway to every socket. */
export async function measureLive(ground: Ground, heat: LiveHeat): Promise<LiveLatency> {
  const place = `live_${newId().slice(-12)}`;
  const side = await openSide(ground.mongoUrl, place);
  const bus = await openBus({ natsUrl: ground.natsUrl, stream: place });
  const relay = relayOf(side, bus);
  await relay.start();
  const gateway = await startGateway(ground, place, 'marquee');
  const eventId = newId<EventId>();
  const { port } = gateway;
  const order = { port, kind: 'marquee', count: heat.sockets, eventIds: [eventId] } as const;
  const audience = await seatAudience(order);
  let number = 0;

  async function commit(committedAtMs: Map<number, number>): Promise<void> {
    const mine = ++number;
    const { database, outbox } = side;
    await database.transact((session) => outbox.add(session, [aTicketChange(eventId, mine)]));
    committedAtMs.set(mine, sharedNowMs());
  }
  const pace = { eventsPerSecond: heat.changesPerSecond, eventsPerWrite: 1 };

  try {
    const warm = new Map<number, number>();
    await keepPace({ ...pace, seconds: 1 }, () => commit(warm));
    await until(async () => (await audience.read([...warm])).length >= warm.size * heat.sockets);
    const committedAtMs = new Map<number, number>();
    await keepPace({ ...pace, seconds: heat.seconds }, () => commit(committedAtMs));
    const expected = committedAtMs.size * heat.sockets;
    let ms: readonly number[] = [];
    await until(async () => {
      ms = await audience.read([...committedAtMs]);
      return ms.length >= expected;
    });
    const at = (rank: number) => percentile(ms, rank) ?? Number.NaN;
    const [p50Ms, p99Ms, longestMs] = [at(50), at(99), at(100)];
    return { ...heat, deliveries: ms.length, lost: expected - ms.length, p50Ms, p99Ms, longestMs };
  } finally {
    await audience.stop();
    await gateway.stop();
    await relay.stop();
    await bus.close();
    await side.database.connection.dropDatabase();
    await side.database.close();
  }
}
