import { setTimeout as pause } from 'node:timers/promises';
import { type EventId, newId } from '@marquee/common/ids';
import type { Ground } from '../backbone/ground.js';
import { openBus } from '../backbone/side.js';
import { until } from '../contestants/until.js';
import { keepPace } from '../latency/pace.js';
import { percentile } from '../load/percentile.js';
import { type Audience, seatAudience } from './audience.js';
import { draftToEvent } from './draft-to-event.js';
import { type GatewayKind, type GatewayProcess, startGateway } from './gateway.js';
import { sharedNowMs } from './now.js';
import { aTicketChange } from './ticket-change.js';

export interface FanoutHeat {
  readonly kind: GatewayKind;
  readonly watchers: number;
  /** Connections that watch other Events, where nothing happens. */
  readonly idle: number;
  readonly changesPerSecond: number;
  readonly seconds: number;
}

export interface FanoutResult extends FanoutHeat {
  readonly deliveries: number;
  readonly lost: number;
  /** Of the gateway's process, above what its connections cost at rest. */
  readonly cpuMicrosPerDelivery: number;
  /** Of one core, at rest. */
  readonly restShare: number;
  readonly bytesPerConnection: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const otherEvents = 100;
const warmUpSeconds = 1;

/** One gateway, its audience, and changes that come when they are due. */
export async function measureFanout(ground: Ground, heat: FanoutHeat): Promise<FanoutResult> {
  const stream = `fanout_${newId().slice(-12)}`;
  const bus = await openBus({ natsUrl: ground.natsUrl, stream });
  const gateway = await startGateway(ground, stream, heat.kind);
  const audiences: Audience[] = [];
  const eventId = newId<EventId>();
  let number = 0;

  async function publish(sentAtMs: Map<number, number>): Promise<void> {
    const change = aTicketChange(eventId, ++number);
    sentAtMs.set(number, sharedNowMs());
    await bus.publish(draftToEvent(change));
  }
  const pace = (seconds: number) => ({
    ...{ eventsPerSecond: heat.changesPerSecond, eventsPerWrite: 1, seconds },
  });

  try {
    const { residentBytes: emptyBytes } = await gateway.usage();
    const seat = (count: number, eventIds: readonly string[]) =>
      seatAudience({ port: gateway.port, kind: heat.kind, count, eventIds });
    const watchers = await seat(heat.watchers, [eventId]);
    audiences.push(watchers);
    const elsewhere = Array.from({ length: otherEvents }, () => newId());
    if (heat.idle > 0) audiences.push(await seat(heat.idle, elsewhere));
    await keepPace(pace(warmUpSeconds), () => publish(new Map()));
    const connections = heat.watchers + heat.idle;
    const bytes = ((await gateway.usage()).residentBytes - emptyBytes) / connections;

    const restMs = await cpuMsDuring(gateway, () => pause(heat.seconds * 1_000));
    const sentAtMs = new Map<number, number>();
    let ms: readonly number[] = [];
    const busyMs = await cpuMsDuring(gateway, async () => {
      await keepPace(pace(heat.seconds), () => publish(sentAtMs));
      await until(async () => {
        ms = await watchers.read([...sentAtMs]);
        return ms.length >= sentAtMs.size * heat.watchers;
      });
    });
    return {
      ...heat,
      deliveries: ms.length,
      lost: sentAtMs.size * heat.watchers - ms.length,
      cpuMicrosPerDelivery: (Math.max(0, busyMs - restMs) * 1_000) / ms.length,
      restShare: restMs / (heat.seconds * 1_000),
      bytesPerConnection: bytes,
      p50Ms: percentile(ms, 50) ?? Number.NaN,
      p99Ms: percentile(ms, 99) ?? Number.NaN,
    };
  } finally {
    await Promise.all(audiences.map((one) => one.stop()));
    await gateway.stop();
    await bus.close();
  }
}

async function cpuMsDuring(gateway: GatewayProcess, work: () => Promise<void>): Promise<number> {
  const before = await gateway.usage();
  await work();
  return (await gateway.usage()).cpuMs - before.cpuMs;
}
