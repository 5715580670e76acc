import { systemClock } from '@marquee/common/clock';
import { until } from '@marquee/common/testing/until';
import { createDemoClient, UnexpectedAnswer } from '../src/seed/demo-client.js';
import { startTestMarketplace, type TestMarketplace } from './composition.js';

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace();
});
afterAll(() => marketplace.destroy());

const password = 'correct horse battery';
const price = { amount: 2_500, currency: 'EUR' } as const;

async function signUp(name: string) {
  const client = createDemoClient(marketplace.url);
  await client.post('/api/users/signup', { email: `${name}@marquee.example`, password, name });
  return client;
}

async function publish(seller: Awaited<ReturnType<typeof signUp>>): Promise<string> {
  const startsAt = new Date(systemClock.now().getTime() + 7 * 86_400_000);
  const { event } = await seller.post<{ event: { id: string } }>('/api/events', {
    ...{ title: 'An evening of fado', description: 'Two voices.', startsAt, category: 'concert' },
    venue: { name: 'Sala do Rio', city: 'Lisbon', country: 'PT', timeZone: 'Europe/Lisbon' },
  });
  await seller.post('/api/tickets', {
    ...{ eventId: event.id, section: 'Stalls', row: 'A', seats: ['1', '2', '3'], price },
  });
  await until(async () => {
    const answer = await seller.get<{ event: { availableCount: number } }>(
      `/api/events/${event.id}`,
    );
    return answer.event.availableCount === 3;
  });
  return event.id;
}

test('says that it is ready, where, and in exactly these words', () => {
  expect(marketplace.lines.at(-1)).toBe(`Marquee is ready at ${marketplace.url}`);
});

test('a stranger signs up, holds two seats, pays, and has them; the catalogue agrees', async () => {
  const seller = await signUp('seller');
  const buyer = await signUp('buyer');
  const eventId = await publish(seller);

  const { order } = await buyer.post<{ order: { id: string; status: string } }>('/api/orders', {
    ...{ eventId, section: 'Stalls', quantity: 2, maxTotal: { ...price, amount: 5_000 } },
  });
  expect(order.status).toBe('awaiting_payment');
  const { payment } = await buyer.post<{ payment: { clientSecret: string } }>('/api/payments', {
    orderId: order.id,
  });
  const [intentId] = payment.clientSecret.split('_secret_');
  await buyer.post(
    `/sandbox/stripe/v1/payment_intents/${intentId}/confirm`,
    new URLSearchParams({
      client_secret: payment.clientSecret,
      ...{ key: 'pk_test_marquee', payment_method: 'pm_card_visa' },
    }),
  );

  await until(async () => {
    const now = await buyer.get<{ order: { status: string } }>(`/api/orders/${order.id}`);
    return now.order.status === 'complete';
  });
  await until(async () => {
    const { items } = await buyer.get<{ items: { status: string }[] }>(
      `/api/tickets?eventId=${eventId}`,
    );
    return items.filter(({ status }) => status === 'sold').length === 2;
  });
});

test('signing out is heard by every service of the process', async () => {
  const visitor = await signUp('visitor');
  await visitor.get('/api/orders');
  const stolen = visitor.session();
  const thief = createDemoClient(marketplace.url, { session: stolen });
  await fetch(`${marketplace.url}/api/users/signout`, {
    method: 'POST',
    headers: { cookie: stolen },
  });
  await until(async () =>
    thief.get('/api/orders').then(
      () => false,
      (error: unknown) => error instanceof UnexpectedAnswer && error.status === 401,
    ),
  );
});

test('what is nobody’s is a plain 404 under /api, and the internals stay internal', async () => {
  const response = await fetch(`${marketplace.url}/api/nowhere`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  for (const internal of ['metrics', 'livez', 'readyz'])
    expect((await fetch(`${marketplace.url}/${internal}`)).status).toBe(404);
});

test('the internal port tells liveness, readiness and metrics', async () => {
  const ask = async (path: string) => fetch(`${marketplace.internalUrl}${path}`);
  expect((await ask('/livez')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
  expect(await (await ask('/metrics')).text()).toContain('# HELP');
});

test('the sandbox’s secret side is not behind the front door', async () => {
  const response = await fetch(`${marketplace.url}/sandbox/stripe/v1/payment_intents`, {
    headers: { authorization: `Bearer ${marketplace.secrets.stripeSecretKey}` },
  });
  expect(response.status).toBeGreaterThanOrEqual(401);
});
