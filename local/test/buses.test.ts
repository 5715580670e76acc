import { startNatsServer, startNatsStreamingServer } from '@marquee/common/testing/brokers/index';
import { until } from '@marquee/common/testing/until';
import { startTestMarketplace } from './composition.js';
import { buyBestSeats, publishEvent, signUp, soldSeatsOf } from './customers.js';

const brokers = {
  jetstream: startNatsServer,
  'nats-streaming': startNatsStreamingServer,
} as const;

describe.each(Object.entries(brokers))('a marketplace on BUS=%s', (BUS, startBroker) => {
  test('serves and sells, also when the broker is killed and comes back in between', async () => {
    const broker = await startBroker();
    const marketplace = await startTestMarketplace({ BUS, NATS_URL: broker.url });
    try {
      const seller = await signUp(marketplace.url);
      const buyer = await signUp(marketplace.url);
      const eventId = await publishEvent(seller);
      await buyBestSeats(buyer, eventId, 1);
      await until(async () => (await soldSeatsOf(buyer, eventId)) === 1);

      await broker.kill();
      const isReady = async () => (await fetch(`${marketplace.internalUrl}/readyz`)).status === 200;
      await until(async () => !(await isReady()));
      // Nobody needs the broker to be told that the order stands.
      const { order } = await buyer.post<{ order: { status: string } }>('/api/orders', {
        ...{
          eventId,
          section: 'Stalls',
          quantity: 1,
          maxTotal: { amount: 2_500, currency: 'EUR' },
        },
      });
      expect(order.status).toBe('awaiting_payment');

      await broker.restart();
      await until(isReady, { timeoutMs: 15_000 });
      await buyBestSeats(buyer, eventId, 1);
      await until(async () => (await soldSeatsOf(buyer, eventId)) === 2, { timeoutMs: 15_000 });
    } finally {
      await marketplace.destroy();
      await broker.stop();
    }
  }, 90_000);
});

test('two marketplaces on one MongoDB are refused in their own processes, and share a broker', async () => {
  const first = await startTestMarketplace();
  const again = startTestMarketplace({}, first.databasePrefix);
  await expect(again).rejects.toMatchObject({
    name: 'StartRefused',
    message: expect.stringContaining(first.url),
  });
  await first.stop();

  const broker = await startNatsServer();
  const env = { BUS: 'jetstream', NATS_URL: broker.url };
  const one = await startTestMarketplace(env, first.databasePrefix);
  const two = await startTestMarketplace(env, first.databasePrefix);
  const seller = await signUp(one.url);
  const eventId = await publishEvent(seller);
  const buyer = await signUp(two.url);
  await buyBestSeats(buyer, eventId, 1);
  await until(async () => (await soldSeatsOf(buyer, eventId)) === 1);
  await two.stop();
  await one.destroy();
  await first.destroy();
  await broker.stop();
}, 90_000);
