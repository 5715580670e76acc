import { systemClock } from '@marquee/common/clock';
import { newId, type SessionId, type UserId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import type { Money } from '@marquee/common/money';
import { createSessions } from '@marquee/common/session';
import type { Asking } from './asking.js';

const eventCount = 3;
const buyerCount = 150;
const seatsAtFirst = 40;

export interface Person {
  readonly id: string;
  readonly cookie: string;
}

export interface MarketTicket {
  readonly id: string;
  readonly seller: Person;
  price: Money;
}

export interface MarketEvent {
  readonly id: string;
  readonly seller: Person;
  /** What buyers believe is on sale. */
  readonly tickets: MarketTicket[];
  rowsListed: number;
}

/** What buyers and sellers know of the marketplace. */
export interface Market {
  readonly buyers: readonly Person[];
  readonly events: readonly MarketEvent[];
  /** A price nobody has asked before, so that it can be told who asked for it. */
  newPrice(): Money;
}

/** Sessions are signed with the services' own key: hashing passwords is not what is tried here. */
export function forgeSessions(sessionKey: string): () => Person {
  const logger = createLogger({ name: 'prove', level: 'silent' });
  const sessions = createSessions({ keys: [sessionKey], clock: systemClock, logger });
  return () => {
    const id = newId<UserId>();
    const user = { id, email: `${id}@marquee.example`, name: 'Prove' };
    return { id, cookie: sessions.cookieFor({ ...user, sessionId: newId<SessionId>() }) };
  };
}

/** Three Events with forty seats each, and 150 people who would buy them. */
export async function openMarket(asking: Asking, signIn: () => Person): Promise<Market> {
  let pricesAsked = 0;
  const newPrice = (): Money => ({ amount: 2_000 + pricesAsked++, currency: 'EUR' });
  const events: MarketEvent[] = [];
  for (let number = 1; number <= eventCount; number++) {
    const seller = signIn();
    const id = await publish(asking, seller, `Prove ${number}`);
    const event: MarketEvent = { id, seller, tickets: [], rowsListed: 0 };
    await listRow(asking, event, seatsAtFirst, newPrice());
    events.push(event);
  }
  return { buyers: Array.from({ length: buyerCount }, signIn), events, newPrice };
}

export function eventBody(title: string): object {
  return {
    title,
    description: 'A test of what remains.',
    venue: { name: 'Fuse Hall', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
    startsAt: new Date(systemClock.now().getTime() + 7 * 86_400_000).toISOString(),
    category: 'concert',
  };
}

/** The body of a listing of a row that nobody has listed yet. */
export function newRow(event: MarketEvent, seatCount: number, price: Money) {
  event.rowsListed += 1;
  const seats = Array.from({ length: seatCount }, (_, index) => String(index + 1));
  return { eventId: event.id, section: 'Floor', row: `R${event.rowsListed}`, seats, price };
}

async function publish(asking: Asking, { cookie }: Person, title: string): Promise<string> {
  const request = { method: 'POST', path: '/api/events', cookie, body: eventBody(title) } as const;
  const { answer } = await asking.ask('POST /api/events', request);
  const id = answer?.body.event?.id;
  if (id === undefined) throw new Error(`No Event could be published: ${JSON.stringify(answer)}`);
  return id;
}

async function listRow(asking: Asking, event: MarketEvent, seatCount: number, price: Money) {
  const { cookie } = event.seller;
  const body = newRow(event, seatCount, price);
  const request = { method: 'POST', path: '/api/tickets', cookie, body } as const;
  const { answer } = await asking.ask('POST /api/tickets', request);
  const items = answer?.body.items ?? [];
  if (items.length === 0) throw new Error(`Nothing could be listed: ${JSON.stringify(answer)}`);
  event.tickets.push(...items.map(({ id }) => ({ id, seller: event.seller, price })));
}
