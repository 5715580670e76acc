import { until } from '@marquee/common/testing/until';
import { createDemoClient, UnexpectedAnswer } from '../src/seed/demo-client.js';
import { startTestMarketplace, type TestMarketplace } from './composition.js';
import { buyBestSeats, publishEvent, signUp, soldSeatsOf } from './customers.js';

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace();
});
afterAll(() => marketplace.destroy());

test('says that it is ready, where, and in exactly these words', () => {
  expect(marketplace.lines.at(-1)).toBe(`Marquee is ready at ${marketplace.url}`);
});

test('a stranger signs up, holds two seats, pays, and has them; the catalogue agrees', async () => {
  const seller = await signUp(marketplace.url);
  const buyer = await signUp(marketplace.url);
  const eventId = await publishEvent(seller);
  await buyBestSeats(buyer, eventId, 2);
  await until(async () => (await soldSeatsOf(buyer, eventId)) === 2);
});

test('signing out is heard by every service of the process', async () => {
  const visitor = await signUp(marketplace.url);
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
