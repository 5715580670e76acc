import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '@marquee/common/clock';
import { newId, type SessionId, type UserId } from '@marquee/common/ids';
import { createLogger } from '@marquee/common/logging';
import { createSessions } from '@marquee/common/session';
import { until } from './until.js';

export const price = { amount: 2500, currency: 'EUR' };
const ticketsPerCall = 50;
const callsAtOnce = 2;
const triesMax = 10;

/** Signs people in as auth would: with the instance's own secret. */
export function createCookies(sessionKeys: readonly string[]): () => string {
  const logger = createLogger({ name: 'bench', level: 'silent' });
  const sessions = createSessions({ keys: sessionKeys, clock: systemClock, logger });
  return () => {
    const id = newId<UserId>();
    const email = `${id}@marquee.example`;
    return sessions.cookieFor({ id, email, name: 'Bench', sessionId: newId<SessionId>() });
  };
}

/** An Event of its own with so many places, listed through the API as a seller would. */
export async function putOnSale(url: string, cookie: string, count: number): Promise<string[]> {
  const { event } = await post<{ event: { id: string } }>(url, cookie, '/api/events', {
    title: 'The race',
    description: 'Everybody at once.',
    venue: { name: 'Start Hall', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
    startsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
    category: 'sport',
  });
  const calls = Array.from({ length: Math.ceil(count / ticketsPerCall) }, (_, at) =>
    Math.min(ticketsPerCall, count - at * ticketsPerCall),
  );
  const ticketIds: string[] = [];
  const list = async () => {
    for (let quantity = calls.pop(); quantity !== undefined; quantity = calls.pop()) {
      const listing = { eventId: event.id, section: 'Floor', quantity, price };
      const { items } = await post<{ items: { id: string }[] }>(
        ...[url, cookie, '/api/tickets', listing],
      );
      ticketIds.push(...items.map(({ id }) => id));
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, list));
  const isOnSale = await until(async () => {
    const response = await fetch(`${url}/api/events/${event.id}`);
    const answer = (await response.json()) as { event: { availableCount: number } };
    return answer.event.availableCount === count;
  });
  if (!isOnSale) throw new Error('The tickets never came on sale');
  return ticketIds;
}

/** Posts; a 503 promises nothing and asks us to come again, so we do. */
async function post<Answer>(
  url: string,
  cookie: string,
  path: string,
  body: object,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Answer;
    if (response.status !== 503 || tries === triesMax)
      throw new Error(`${path} answered ${response.status}: ${text}`);
    await pause(1000);
  }
}
