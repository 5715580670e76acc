import 'server-only';
import { listEvents } from '@/lib/api/catalogue';
import type { MarqueeEvent } from '@/lib/api/types';

const SHOWN_MAX = 6;

/** What one most likely sells for: one's own Events, then the newest. */
export async function suggestedEvents(userId: string): Promise<MarqueeEvent[]> {
  const { items } = await listEvents({ sort: 'newest', limit: 50 });
  const open = items.filter(({ status }) => status === 'scheduled');
  const own = open.filter(({ organiserId }) => organiserId === userId);
  const others = open.filter(({ organiserId }) => organiserId !== userId);
  return [...own, ...others].slice(0, SHOWN_MAX);
}
