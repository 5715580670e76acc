import type { DomainEvent } from '@marquee/common/contracts/domain-event';
import type { OrderState } from '@marquee/common/contracts/order';
import { noFaults } from '@marquee/common/fault-point';
import { newId, type PaymentId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { CurrentUser } from '@marquee/common/session';
import { aUser } from '@marquee/common/testing/builders';
import { createRecordingBus, type RecordingBus } from '@marquee/common/testing/bus';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { until } from '@marquee/common/testing/until';
import { anOrder, orderEvent } from './orders.js';
import { startPayments, type TestPayments } from './payments-server.js';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandboxDatabase: Database;
let sandbox: TestSandbox;
const buyer: CurrentUser = aUser();
const timings = { leaseMs: 150, answerWithinMs: 100, orphanSweepMs: 100 };

beforeAll(async () => {
  database = await openTestDatabase('payments_crash');
  sandboxDatabase = await openTestDatabase('payments_crash_stripe');
  sandbox = await startSandbox(sandboxDatabase);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
  await dropTestDatabase(sandboxDatabase);
});

/** A process that stops at a point and never goes on, and the one that is started after it. */
async function doomedAt(point: string) {
  const bus = createRecordingBus();
  let hasStarted = false;
  let hasDied = false;
  let bury: (error: Error) => void = () => undefined;
  const grave = new Promise<never>((_resolve, reject) => {
    bury = reject;
  });
  grave.catch(() => undefined);
  let stopped: Promise<void> | undefined;
  let survivor: TestPayments | undefined;

  const doomed: TestPayments = await startOne(bus, async (name) => {
    if (!hasStarted || isOfConsumer(name) || (!hasDied && name !== point)) return;
    hasDied = true;
    stopped ??= doomed.service.stop();
    await grave;
  });
  hasStarted = true;
  return {
    hasDied: () => hasDied,
    /** Whoever serves now. */
    async alive(): Promise<TestPayments> {
      if (!hasDied) return doomed;
      survivor ??= await startOne(bus);
      return survivor;
    },
    async end() {
      bury(new Error('killed'));
      await (stopped ?? doomed.service.stop());
      await survivor?.service.stop();
    },
  };
}

/** The rounds of consumers are stopped everywhere in orders' tests, payouts in their own. */
const isOfConsumer = (point: string) => /:(payments\.(order|event)|payouts)\./.test(point);

type Doomed = Awaited<ReturnType<typeof doomedAt>>;

/** Plays an order to its end, asking whoever is alive again and again, as a browser does. */
async function play(process: Doomed, order: OrderState, ending: Ending): Promise<string> {
  const tell = (event: DomainEvent) =>
    until(async () => {
      await process.alive();
      return (await (await process.alive()).bus.deliver(event)).length > 0;
    });
  await tell(orderEvent('OrderPlaced', order));
  let payment: { id: PaymentId; status: string; clientSecret?: string } | undefined;
  const reaches = (condition: () => boolean) =>
    until(
      async () => {
        payment = (await (await process.alive()).pay(buyer, order)).body.payment ?? payment;
        return condition();
      },
      { timeoutMs: 10_000 },
    );
  await reaches(() => payment?.clientSecret !== undefined);
  const secret = payment?.clientSecret ?? '';
  await (await process.alive()).confirm(secret, 'pm_card_visa').expect(200);
  await reaches(() => payment?.status === 'authorised');
  const id = payment?.id ?? newId<PaymentId>();
  await tell(
    ending === 'captured'
      ? orderEvent('OrderPaymentAccepted', { ...order, status: 'paying', paymentId: id })
      : orderEvent('OrderExpired', { ...order, status: 'expired' }),
  );
  await until(async () => {
    const res = await (await process.alive()).agent(buyer).get(`/api/payments/${id}`);
    return res.body.payment?.status === ending;
  });
  return id;
}

type Ending = 'captured' | 'released';

async function intentsOf(order: OrderState) {
  const { data } = await sandbox.stripe.paymentIntents.list({ limit: 100 });
  return data.filter((intent) => intent.metadata['orderId'] === order.orderId);
}

async function startOne(bus: RecordingBus, faultPoint = noFaults) {
  return startPayments({ database, sandbox, bus, timings, faultPoint });
}

const both = (...names: string[]) => names.flatMap((name) => [`before:${name}`, `after:${name}`]);

const shared = both(
  'read-order',
  'begin-create',
  'create',
  'record-intent',
  'forget-create',
  'read',
  'record-authorisation_seen',
  'rest',
);
const ofWorker = both('claim', 'permit', 'look-ahead');
const ofCapture = both('record-capture_begun', 'begin-capture', 'capture', 'record-capture_seen');
const ofRelease = both('begin-cancel', 'cancel', 'record-release_seen');

const deaths: ReadonlyArray<readonly [string, Ending]> = [
  ...[...shared, ...ofWorker, ...ofCapture].map((point) => [point, 'captured'] as const),
  ...ofRelease.map((point) => [point, 'released'] as const),
];

/** The world's answer to whether the list above is complete. */
test('a payment that lives passes these points and no others', async () => {
  const passed = new Set<string>();
  const living = await startOne(createRecordingBus(), async (name) => {
    if (!isOfConsumer(name)) passed.add(name);
  });
  const process = { hasDied: () => false, alive: async () => living, end: async () => undefined };
  for (const ending of ['captured', 'released'] as const) {
    await play(process, anOrder(buyer.id), ending);
  }
  await living.service.stop();
  const listed = new Set(deaths.map(([point]) => point));
  expect([...passed].sort()).toEqual([...listed].sort());
});

test.each(deaths)(
  'killed %s, another process finishes it: %s exactly once',
  async (point, ending) => {
    const process = await doomedAt(point);
    const order = anOrder(buyer.id);
    const id = await play(process, order, ending);
    const last = ending === 'captured' ? 'PaymentCaptured' : 'PaymentReleased';
    const { announced } = await process.alive();
    await until(() => announced(id).join() === ['PaymentAuthorised', last].join());
    await until(async () =>
      (await intentsOf(order)).every(({ status }) => ['succeeded', 'canceled'].includes(status)),
    );
    const taken = (await intentsOf(order)).map((intent) => intent.amount_received);
    expect(taken.filter((amount) => amount > 0)).toEqual(ending === 'captured' ? [4300] : []);
    expect(process.hasDied()).toBe(true);
    await process.end();
  },
);
