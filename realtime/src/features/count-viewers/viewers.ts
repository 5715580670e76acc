import type { EventId } from '@marquee/common/ids';
import { roundedViewers } from '../../domain/rounded-viewers.js';

/** How many sockets of each Event other replicas have, as they last said. */
export interface ViewerReport {
  readonly replica: string;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Viewers {
  /** The rounded number of people looking at an Event, over all replicas. */
  of(eventId: EventId, ownCount: number, nowMs: number): number;
  /** What another replica says; it holds until its next report or until it has been silent. */
  hear(report: ViewerReport, nowMs: number): void;
}

/** Merges what replicas report: numbers only, so that who is looking is known to nobody. */
export function createViewers(silentMsMax: number): Viewers {
  const reports = new Map<string, { readonly report: ViewerReport; readonly atMs: number }>();
  return {
    of(eventId, ownCount, nowMs) {
      let count = ownCount;
      for (const [replica, { report, atMs }] of reports) {
        if (nowMs - atMs > silentMsMax) reports.delete(replica);
        else count += report.counts[eventId] ?? 0;
      }
      return roundedViewers(count);
    },
    hear(report, nowMs) {
      reports.set(report.replica, { report, atMs: nowMs });
    },
  };
}
