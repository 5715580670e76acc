import 'server-only';
import { listEvents } from '@/lib/api/catalogue';
import type { MarqueeEvent } from '@/lib/api/types';
import { clock } from '@/lib/clock';
import { daysOf, weekendOf } from './weekend';

export interface FrontEvents {
  /** Soonest first: what the page opens with. */
  upcoming: MarqueeEvent[];
  weekend: MarqueeEvent[];
  /** The same days as the search page writes them. */
  weekendDays: { from: string; to: string };
  fewLeft: MarqueeEvent[];
  justListed: MarqueeEvent[];
}

const FEW_LEFT = 12;

/** Four true answers: each section is a query or a rule over one, and an empty one is not shown. */
export async function frontEvents(): Promise<FrontEvents> {
  const nowMs = clock.nowMs();
  const from = new Date(nowMs).toISOString();
  const weekendSpan = weekendOf(nowMs);
  const [upcoming, weekend, newest] = await Promise.all([
    listEvents({ from, sort: 'startsAt', limit: 60 }),
    listEvents({ ...weekendSpan, sort: 'startsAt', limit: 10 }),
    listEvents({ from, sort: 'newest', limit: 10 }),
  ]);
  const isOn = (event: MarqueeEvent) => event.status === 'scheduled';
  return {
    upcoming: upcoming.items.filter(isOn),
    weekend: weekend.items.filter(isOn),
    weekendDays: daysOf(weekendSpan),
    fewLeft: upcoming.items
      .filter(
        (event) => isOn(event) && event.availableCount > 0 && event.availableCount <= FEW_LEFT,
      )
      .sort((a, b) => a.availableCount - b.availableCount)
      .slice(0, 5),
    justListed: newest.items.filter(isOn),
  };
}
