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

/** Asks a new price for a seat of row A. */
export async function repriceSeat(
  seller: Person,
  event: SeatedEvent,
  seat: string,
  amount: number,
): Promise<void> {
  const id = await seatId(seller, event, seat);
  const data = { price: { amount, currency: 'EUR' } };
  const answer = await seller.request.patch(`/api/tickets/${id}`, { data });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Takes a seat of row A off the market. */
export async function withdrawSeat(seller: Person, event: SeatedEvent, seat: string) {
  const answer = await seller.request.delete(`/api/tickets/${await seatId(seller, event, seat)}`);
  expect(answer.status(), await answer.text()).toBe(202);
}

/** Calls the Event off; only its organiser may. */
export async function cancel(organiser: Person, event: SeatedEvent): Promise<void> {
  const answer = await organiser.request.post(`/api/events/${event.id}/cancel`);
  expect(answer.status(), await answer.text()).toBe(200);
}

async function seatId(seller: Person, event: SeatedEvent, seat: string): Promise<string> {
  const { items } = await get<{ items: { id: string; seat: string }[] }>(
    seller,
    `/api/tickets?eventId=${event.id}`,
  );
  const id = items.find((ticket) => ticket.seat === seat)?.id;
  if (id === undefined) throw new Error(`No seat ${seat} is offered`);
  return id;
}

/** Holds the best so many; answers the order's id. */
export async function holdSeats(
  buyer: Person,
  event: SeatedEvent,
  quantity: number,
): Promise<string> {
  const maxTotal = { amount: 100_000, currency: 'EUR' };
  const wanted = { eventId: event.id, quantity, maxTotal };
  return (await post<{ order: { id: string } }>(buyer, '/api/orders', wanted)).order.id;
}

/** Pays with a card that works, and waits until the order is complete. */
export async function payFor(buyer: Person, orderId: string): Promise<void> {
  const answer = await post<{ payment: { id: string; clientSecret: string } }>(
    buyer,
    '/api/payments',
    { orderId },
  );
  const { id, clientSecret } = answer.payment;
  const [intentId] = clientSecret.split('_secret_');
  await buyer.request.post(`/sandbox/stripe/v1/payment_intents/${intentId}/confirm`, {
    form: {
      client_secret: clientSecret,
      ...{ key: 'pk_test_marquee', payment_method: 'pm_card_visa' },
    },
  });
  await expect
    .poll(async () => {
      await buyer.request.get(`/api/payments/${id}`);
      const { order } = await get<{ order: { status: string } }>(buyer, `/api/orders/${orderId}`);
      return order.status;
    })
    .toBe('complete');
}

async function get<Answer>(person: Person, path: string): Promise<Answer> {
  return (await (await person.request.get(path)).json()) as Answer;
}

async function post<Answer>(person: Person, path: string, data: object): Promise<Answer> {
  const answer = await person.request.post(path, { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as Answer;
}
