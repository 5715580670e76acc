import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { systemClock } from '@marquee/common/clock';
import { closeServer, listen, webhookPath } from '@marquee/common/http';
import { createUndoStack } from '@marquee/common/lifecycle';
import { openDatabase } from '@marquee/common/mongo';
import { aSilentLogger } from '@marquee/common/testing/builders';
import { createSandbox, createSandboxListener } from '@marquee/payments';
import { stripeFaults } from '../src/prove/faults/all-faults.js';
import { openStripeControl, type StripeControl } from '../src/prove/topology/stripe-control.js';
import type { World } from '../src/prove/topology/world.js';

const secretKey = 'sk_test_of_the_stripe_faults';
const url = process.env['MONGO_URL'] ?? '';
const undo = createUndoStack();
const abort = new AbortController();
let stripe: StripeControl;

beforeAll(async () => {
  const databasePrefix = `faults_${randomUUID().slice(0, 8)}_`;
  const logger = aSilentLogger();
  const open = async (name: string) => {
    const database = await openDatabase({ url, name: `${databasePrefix}${name}`, logger });
    undo.push(async () => {
      await database.connection.dropDatabase();
      await database.close();
    });
    return database;
  };
  const payments = await open('payments');
  const inbox = payments.connection.collection<{ _id: string; receivedAt: Date }>('webhook_inbox');
  // What payments does with a webhook, as far as it can be seen from outside.
  const hearing = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    req.on('end', () => {
      const { id } = JSON.parse(text) as { id: string };
      const $setOnInsert = { receivedAt: systemClock.now() };
      void inbox
        .updateOne({ _id: id }, { $setOnInsert }, { upsert: true })
        .then(() => res.writeHead(204).end());
    });
  });
  const hearingUrl = `http://127.0.0.1:${await listen(hearing, 0, '127.0.0.1')}`;
  undo.push(() => closeServer(hearing, 0));
  const webhook = { url: `${hearingUrl}${webhookPath}`, secrets: ['whsec_of_the_stripe_faults'] };
  const sandbox = createSandbox({
    ...{ database: await open('sandbox'), clock: systemClock, logger, secretKey, webhook },
    publicUrl: hearingUrl,
  });
  const listener = createSandboxListener(sandbox, { port: 0 });
  await listener.start();
  undo.push(() => listener.stop());
  const port = listener.port();
  stripe = await openStripeControl({ port, secretKey, mongoUrl: url, logger, databasePrefix });
  undo.push(() => stripe.close());
  const paying = Promise.all([pay(), pay()]);
  undo.push(async () => {
    abort.abort();
    await paying;
  });
});
afterAll(() => undo.run());

/** Somebody begins a payment, and another one, whatever the answers are. */
async function pay(): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}` };
  while (!abort.signal.aborted) {
    const body = new URLSearchParams({ amount: '4300', currency: 'eur' });
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(1_000)]);
    const init = { method: 'POST', headers, body, signal };
    await fetch(`${stripe.url}/v1/payment_intents`, init)
      .then((answer) => answer.text())
      .catch(() => undefined);
    await systemClock.sleep(50);
  }
}

test.each(stripeFaults.map((fault) => ({ ...fault, fault })))(
  'Stripe: $name: it is seen to happen, and all is well when it is over',
  async ({ fault }) => {
    const outages: World['outages'] = [];
    const world = { stripe, outages, clock: systemClock } as unknown as World;
    const { seen, heal } = await fault.inject(world, 'sandbox');
    expect(seen).toMatch(/\d/);
    expect(await heal()).toBe('all is switched off');
    expect(Object.values((await stripe.switches()) ?? { none: true }).some(Boolean)).toBe(false);
    expect(outages).toHaveLength(fault.name === 'answers nothing' ? 1 : 0);
  },
  60_000,
);
