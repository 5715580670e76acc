import { systemClock } from '@marquee/common/clock';
import { newId, type SessionId, type UserId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import type { Money } from '@marquee/common/money';
import { createSessions } from '@marquee/common/session';
import type { Buyer } from './buyer.js';

const buyerCount = 200;
const rows = ['A', 'B', 'C'];
const seatsPerRow = 40;
const price: Money = { amount: 2_500, currency: 'EUR' };
/** More buyers want fewer tickets, so that most requests meet another one. */
const payingShare = 0.6;

interface Ticket {
  readonly id: string;
}

/** One Event with 120 seats, and 200 signed-in buyers who each want one or two of them. */
export async function openMarket(
  url: string,
  sessionKeys: readonly string[],
): Promise<readonly Buyer[]> {
  const logger = createLogger({ name: 'kill-test', level: 'silent' });
  const sessions = createSessions({ keys: sessionKeys, clock: systemClock, logger });
  const signIn = () => {
    const id = newId<UserId>();
    const email = `${id}@marquee.example`;
    const user = { id, email, name: 'Kill test', sessionId: newId<SessionId>() };
    return { id, cookie: sessions.cookieFor(user) };
  };

  const tickets = await listTickets(url, signIn().cookie);
  return Array.from({ length: buyerCount }, () => {
    const count = Math.random() < 0.5 ? 1 : 2;
    const ticketIds = pick(tickets, count).map((ticket) => ticket.id);
    const expectedTotal = { ...price, amount: price.amount * count };
    return {
      ...signIn(),
      key: newId(),
      body: { ticketIds, expectedTotal },
      pays: Math.random() < payingShare,
    };
  });
}

async function listTickets(url: string, cookie: string): Promise<readonly Ticket[]> {
  const startsAt = new Date(systemClock.now().getTime() + 7 * 86_400_000).toISOString();
  const { event } = await post<{ event: { id: string } }>(url, cookie, '/api/events', {
    title: 'The night the power went',
    description: 'A test of what remains.',
    venue: { name: 'Fuse Hall', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
    startsAt,
    category: 'concert',
  });
  const seats = Array.from({ length: seatsPerRow }, (_, index) => String(index + 1));
  const listings = await Promise.all(
    rows.map((row) =>
      post<{ items: Ticket[] }>(url, cookie, '/api/tickets', {
        ...{ eventId: event.id, section: 'Floor', row, seats, price },
      }),
    ),
  );
  const tickets = listings.flatMap(({ items }) => items);
  await onSale(url, event.id, tickets.length);
  return tickets;
}

/** A listing is on sale a moment later, when inventory has opened it and said so. */
async function onSale(url: string, eventId: string, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(`${url}/api/events/${eventId}`);
    const { event } = (await response.json()) as { event: { availableCount: number } };
    if (event.availableCount === count) return;
    await systemClock.sleep(25);
  }
  throw new Error('The tickets never came on sale');
}

async function post<Answer>(url: string, cookie: string, path: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function pick<Item>(items: readonly Item[], count: number): Item[] {
  const left = [...items];
  return Array.from({ length: count }, () =>
    left.splice(Math.floor(Math.random() * left.length), 1),
  ).flat();
}
