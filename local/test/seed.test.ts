import { demoAccounts } from '../src/seed/demo-accounts.js';
import { createDemoClient } from '../src/seed/demo-client.js';
import { demoEvents } from '../src/seed/events/index.js';
import { startTestMarketplace, type TestMarketplace } from './composition.js';

interface Page<Item> {
  readonly items: readonly Item[];
}

let marketplace: TestMarketplace;
beforeAll(async () => {
  marketplace = await startTestMarketplace({ SEED_DEMO: '1', RATE_LIMIT: 'on' });
}, 120_000);
afterAll(() => marketplace.destroy());

const titles = async () => {
  const { items } = await createDemoClient(marketplace.url).get<Page<{ title: string }>>(
    '/api/events?limit=100',
  );
  return items.map(({ title }) => title).sort();
};

test('the first start has twelve Events on sale', async () => {
  expect(await titles()).toEqual(demoEvents.map(({ title }) => title).sort());
});

test('the accounts it prints can sign in, and the buyer has tickets', async () => {
  const client = createDemoClient(marketplace.url);
  for (const { email, password } of Object.values(demoAccounts)) {
    expect(marketplace.lines.join('\n')).toContain(email);
    expect(marketplace.lines.join('\n')).toContain(password);
    await client.post('/api/users/signin', { email, password });
  }
  const { email, password } = demoAccounts.buyer;
  await client.post('/api/users/signin', { email, password });
  const orders = await client.get<Page<{ status: string }>>('/api/orders');
  expect(orders.items.length).toBeGreaterThanOrEqual(2);
});

test('seeding takes nobody’s sign-ups: a visitor of this machine has all ten', async () => {
  for (let count = 1; count <= 10; count++) {
    const account = { email: `visitor${count}@marquee.example`, password: 'correct horse battery' };
    await createDemoClient(marketplace.url).post('/api/users/signup', account);
  }
});

test('a second start on the same data adds nothing', async () => {
  const before = await titles();
  await marketplace.stop();
  marketplace = await startTestMarketplace(
    { SEED_DEMO: '1', DATA_DIR: marketplace.dataDir },
    marketplace.databasePrefix,
  );
  expect(await titles()).toEqual(before);
  expect(marketplace.lines.join('\n')).not.toContain('Demo data');
});
