import type { Clock } from '@marquee/common/clock';
import { buyDemoTickets } from './buy-demo-tickets.js';
import type { DemoEvent, DemoPurchase } from './demo-event.js';
import { demoEvents } from './events/index.js';
import { publishDemoEvent } from './publish-demo-event.js';
import type { SeedMarker } from './seed-marker.js';
import { type DemoUsers, signInDemoUsers } from './sign-in-demo.js';

/** Enough to keep two cores busy; each Event's steps stay one after another. */
const eventsAtOnce = 4;

export interface SeedOptions {
  /** Where the marketplace answers; nothing here goes round its API. */
  readonly baseUrl: string;
  readonly marker: SeedMarker;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** Fills a new marketplace with demo data, once: a killed start is continued, not repeated. */
export async function seedDemo({ baseUrl, marker, clock, say }: SeedOptions): Promise<void> {
  if (await marker.isSet()) return;
  say(`Demo data: publishing ${demoEvents.length} Events with their tickets`);
  const users = await signInDemoUsers(baseUrl);
  const waiting = [...demoEvents];
  const eventIds = new Map<DemoEvent, string>();
  let ticketTotal = 0;

  async function work(): Promise<void> {
    for (let demo = waiting.shift(); demo !== undefined; demo = waiting.shift()) {
      const { eventId, ticketCount } = await publishDemoEvent(users, demo, clock.now());
      ticketTotal += ticketCount;
      eventIds.set(demo, eventId);
      if (eventIds.size % 4 === 0)
        say(`Demo data: ${eventIds.size} of ${demoEvents.length} Events`);
    }
  }

  await Promise.all(Array.from({ length: eventsAtOnce }, work));
  say('Demo data: buying a few of the tickets');
  const buyers = ['buyer', 'fan'] as const;
  await Promise.all(buyers.map((buyer) => buyAll(users, buyer, eventIds)));
  await marker.set(clock.now());
  say(`Demo data: ready, ${ticketTotal} tickets listed`);
}

/** One after another: nobody may hold more than twenty tickets that are not paid yet. */
async function buyAll(
  users: DemoUsers,
  buyer: DemoPurchase['buyer'],
  eventIds: ReadonlyMap<DemoEvent, string>,
): Promise<void> {
  for (const [demo, eventId] of eventIds) {
    const currency = demo.listings[0]?.price.currency ?? 'EUR';
    for (const purchase of demo.purchases ?? [])
      if (purchase.buyer === buyer) await buyDemoTickets(users, eventId, currency, purchase);
  }
}
