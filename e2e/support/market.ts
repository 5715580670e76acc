import { randomUUID } from 'node:crypto';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
} from '@playwright/test';

const password = 'a few words in a row';

/** Somebody signed in, in a browser of their own. */
export interface Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly request: APIRequestContext;
}

/** Signs somebody new up through the API, so that a journey begins where it gets interesting. */
export async function newPerson(
  browser: Browser,
  baseURL: string | undefined,
  name: string,
): Promise<Person> {
  if (baseURL === undefined) throw new Error('There is no marketplace to sign up at');
  const context = await browser.newContext({ baseURL });
  const email = newEmail(name);
  const answer = await context.request.post('/api/users/signup', {
    data: { email, password, name },
  });
  expect(answer.status()).toBe(201);
  return { name, context, request: context.request };
}

export function newEmail(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}.${randomUUID().slice(0, 8)}@marquee.example`;
}

export interface SeatedEvent {
  readonly id: string;
  readonly title: string;
}

/** Publishes an Event of this seller with seats 1 to `count` of row A, and waits until they sell. */
export async function publishSeats(
  seller: Person,
  options: { readonly title: string; readonly count: number; readonly priceMinorUnits?: number },
): Promise<SeatedEvent> {
  const { title, count, priceMinorUnits = 4_000 } = options;
  const startsAt = new Date(Date.now() + 21 * 86_400_000).toISOString();
  const event = await post<{ event: SeatedEvent }>(seller, '/api/events', {
    ...{ title, description: 'Two voices, one guitarra.', startsAt, category: 'concert' },
    venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  });
  const seats = Array.from({ length: count }, (_, index) => String(index + 1));
  const price = { amount: priceMinorUnits, currency: 'EUR' };
  await post(seller, '/api/tickets', {
    ...{ eventId: event.event.id, section: 'Stalls', row: 'A', seats, price },
  });
  await expect
    .poll(async () => {
      const answer = await seller.request.get(`/api/events/${event.event.id}`);
      return ((await answer.json()) as { event: { availableCount: number } }).event.availableCount;
    })
    .toBe(count);
  return event.event;
}

async function post<Answer>(person: Person, path: string, data: object): Promise<Answer> {
  const answer = await person.request.post(path, { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as Answer;
}
