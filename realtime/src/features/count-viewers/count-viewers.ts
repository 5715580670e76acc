import type { Signals } from '@marquee/common/bus';
import type { EventId } from '@marquee/common/ids';
import { z } from 'zod';
import type { RealtimeLimits } from '../../limits.js';
import type { LiveMetrics } from '../../live-metrics.js';
import { eventRoom, type MarketNamespace, type MarketSocket } from '../../sockets.js';
import { createViewers, type ViewerReport } from './viewers.js';

export interface CountViewersDependencies {
  readonly namespace: MarketNamespace;
  /** Tells this replica from the others. */
  readonly replica: string;
  readonly signals: Signals;
  readonly limits: Pick<RealtimeLimits, 'viewersMs' | 'reportedMax'>;
  readonly metrics: LiveMetrics;
}

const topic = 'live.viewers';
const reportSchema = z.strictObject({
  replica: z.string(),
  counts: z.record(z.string(), z.number().int().nonnegative()),
});
/** A replica that missed so many reports is gone. */
const reportsMissedMax = 3;

/** Tells the watchers of an Event how many they are, when the rounded number changes. */
export function countViewers(deps: CountViewersDependencies) {
  const { namespace, replica, signals, limits, metrics } = deps;
  const viewers = createViewers(reportsMissedMax * limits.viewersMs);
  const told = new Map<string, number>();

  function ownCounts(): Record<string, number> {
    const rooms = [...namespace.adapter.rooms].filter(([name]) => name.startsWith(eventRoom('')));
    return Object.fromEntries(
      rooms.map(([name, { size }]) => [name.slice(eventRoom('').length), size]),
    );
  }

  function countOf(eventId: EventId): number {
    const own = namespace.adapter.rooms.get(eventRoom(eventId))?.size ?? 0;
    return viewers.of(eventId, own, performance.now());
  }

  function tellChanges(): void {
    const own = ownCounts();
    for (const eventId of told.keys()) if (!(eventId in own)) told.delete(eventId);
    for (const [eventId, sockets] of Object.entries(own)) {
      const count = countOf(eventId as EventId);
      if (told.get(eventId) === count) continue;
      told.set(eventId, count);
      namespace.to(eventRoom(eventId)).emit('viewers', { eventId: eventId as EventId, count });
      metrics.told('viewers', sockets);
    }
    const counts = mostWatched(own, limits.reportedMax);
    signals.send(topic, { replica, counts } satisfies ViewerReport);
  }

  const listening = signals.listen(topic, (message) => {
    const report = reportSchema.safeParse(message);
    if (report.success && report.data.replica !== replica)
      viewers.hear(report.data, performance.now());
  });
  const timer = setInterval(tellChanges, limits.viewersMs);

  return {
    /** A newcomer need not wait for the next change to learn the number. */
    welcome(socket: MarketSocket, eventId: EventId): void {
      socket.emit('viewers', { eventId, count: countOf(eventId) });
    },
    stop(): void {
      clearInterval(timer);
      listening.stop();
    },
  };
}

/** Of too many Events only those that most people watch: others cannot crowd them out. */
function mostWatched(counts: Record<string, number>, eventsMax: number): Record<string, number> {
  const events = Object.entries(counts);
  if (events.length <= eventsMax) return counts;
  return Object.fromEntries(events.sort(([, a], [, b]) => b - a).slice(0, eventsMax));
}
