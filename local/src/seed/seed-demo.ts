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

  await inParallel(eventsAtOnce, async () => {
    for (let demo = waiting.shift(); demo !== undefined; demo = waiting.shift()) {
      const { eventId, ticketCount } = await publishDemoEvent(users, demo, clock.now());
      ticketTotal += ticketCount;
      eventIds.set(demo, eventId);
      if (eventIds.size % 4 === 0)
        say(`Demo data: ${eventIds.size} of ${demoEvents.length} Events`);
    }
  });

  say('Demo data: buying a few of the tickets');
  const buyers = ['buyer', 'fan'] as const;
  await Promise.all(buyers.map((buyer) => buyAll(users, buyer, eventIds)));
  await marker.set(clock.now());
  say(`Demo data: ready, ${ticketTotal} tickets listed`);
}

/** Two orders at once for each buyer: 16 of the 20 tickets that anybody may hold unpaid. */
async function buyAll(
  users: DemoUsers,
  buyer: DemoPurchase['buyer'],
  eventIds: ReadonlyMap<DemoEvent, string>,
): Promise<void> {
  const waiting = [...eventIds].flatMap(([demo, eventId]) =>
    (demo.purchases ?? [])
      .filter((purchase) => purchase.buyer === buyer)
      .map((purchase) => ({ eventId, purchase, currency: currencyOf(demo) })),
  );
  await inParallel(2, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await buyDemoTickets(users, next.eventId, next.currency, next.purchase);
  });
}

function currencyOf({ listings }: DemoEvent): string {
  return listings[0]?.price.currency ?? 'EUR';
}

async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work));
}
