import { readEnvironment, serviceSchema } from '@marquee/common/config';
import { startService } from '@marquee/common/lifecycle';
import { createLogger } from '@marquee/common/logging';
import {
  startNatsServer,
  startNatsStreamingServer,
  type TestBroker,
} from '@marquee/common/testing/brokers/index';
import { readConfig } from '../src/config.js';
import { checkLedger } from '../src/ledger/check-ledger.js';
import { openLedgerReader } from '../src/ledger/read-ledger.js';
import { untilQuiet } from '../src/ledger/until-quiet.js';
import { auditors, createAuditor, transitionAuditor } from '../src/prove/auditor.js';
import { requiredDurables } from '../src/required-durables.js';
import { createDemoClient } from '../src/seed/demo-client.js';
import { startApiFront } from './api-front.js';
import { startTestMarketplace, type TestMarketplace } from './composition.js';
import { buyBestSeats, pay, publishEvent, signUp, soldSeatsOf } from './customers.js';
import { startTraffic } from './traffic.js';

let streaming: TestBroker;
let jetstream: TestBroker;
beforeAll(async () => {
  [streaming, jetstream] = await Promise.all([startNatsStreamingServer(), startNatsServer()]);
});
afterAll(() => Promise.all([streaming.stop(), jetstream.stop()]));

const onOld = () => ({ BUS: 'nats-streaming', NATS_URL: streaming.url });
const onNew = () => ({ BUS: 'jetstream', NATS_URL: jetstream.url });
const logger = createLogger({ name: 'test', level: 'silent' });

/** A consumer of everything that writes down each of its effects. */
async function startAuditor(bus: Record<string, string>, { databasePrefix }: TestMarketplace) {
  const environment = readEnvironment(serviceSchema({}), {
    ...{ ...bus, MARQUEE_MODE: 'ci', ROLE: 'worker', INTERNAL_PORT: '0', LOG_LEVEL: 'silent' },
    ...{ MONGO_URL: process.env['MONGO_URL'], SESSION_KEYS: 'a key for tests and nothing else' },
  });
  return startService({ name: `${databasePrefix}auditor`, environment, create: createAuditor });
}

/** How often consumers were brought what they had dealt with already. */
async function skippedIn({ internalUrl }: TestMarketplace): Promise<number> {
  const text = await (await fetch(`${internalUrl}/metrics`)).text();
  const lines = text.matchAll(/^inbox_events_total\{.*outcome="duplicate".*\} (\d+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

test('from NATS Streaming to JetStream under traffic: everybody has every event, and no effect twice', async () => {
  const before = await startTestMarketplace(onOld());
  const { databasePrefix, mongoUrl } = before;
  const auditorBefore = await startAuditor(onOld(), before);
  const front = await startApiFront(before, readConfig(onOld()).bus);
  const seller = await signUp(front.url);
  const buyer = await signUp(front.url);
  const eventId = await publishEvent(seller, 12);
  await buyBestSeats(buyer, eventId, 2);
  const visitor = await signUp(front.url);
  const traffic = startTraffic(front.url, visitor.session(), eventId);
  await traffic.more(10);

  // The workers stop; orders are placed all the while.
  await auditorBefore.stop();
  await before.stop();
  const { order } = await buyer.post<{ order: { id: string } }>('/api/orders', {
    ...{ eventId, section: 'Stalls', quantity: 1, maxTotal: { amount: 2_500, currency: 'EUR' } },
  });
  await traffic.more(10);
  await streaming.kill();

  const after = await startTestMarketplace(
    { ...onNew(), DATA_DIR: before.dataDir },
    databasePrefix,
  );
  const auditorAfter = await startAuditor(onNew(), after);
  const buyerAfter = createDemoClient(after.url, { session: buyer.session() });
  await pay(buyerAfter, order.id);
  await buyBestSeats(buyerAfter, eventId, 1);
  await traffic.more(10);
  await traffic.stop();

  const reader = await openLedgerReader(mongoUrl, logger, databasePrefix);
  const subscribers = [...requiredDurables, ...auditors];
  const ledger = await untilQuiet(reader, { subscribers });
  expect(checkLedger(ledger, subscribers, [])).toEqual([]);
  // A ledger's consumer had one effect of every event: none was lost, and none came twice.
  const effects = ledger.heard.filter(({ consumer }) => consumer === transitionAuditor.name);
  expect(effects).toHaveLength(ledger.outbox.length);
  expect(await soldSeatsOf(buyerAfter, eventId)).toBe(4);
  // What the old broker had brought came again over the new one, and was known.
  expect(await skippedIn(after)).toBeGreaterThan(0);

  await reader.close();
  await front.stop();
  await auditorAfter.stop();
  await after.destroy();
}, 180_000);
