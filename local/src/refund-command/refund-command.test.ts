import { newId, type OrderId } from '@marquee/common/ids';
import type { Database } from '@marquee/common/mongo';
import type { OutboxRow } from '@marquee/common/outbox';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import { runRefundCommand } from './refund-command.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('refund-command');
});
afterAll(() => dropTestDatabase(database));

interface OrderRow {
  readonly _id: string;
  readonly version: number;
  readonly refunds?: readonly { readonly status: string; readonly amount: { amount: number } }[];
}
const orders = () => database.connection.collection<OrderRow>('orders');

/** A complete order of 86 € as orders' database keeps it. */
async function anOrder(changes: object = {}): Promise<string> {
  const [_id, eventId] = [newId<OrderId>(), newId<OrderId>()];
  const total = { amount: 8600, currency: 'EUR' };
  const events = database.connection.collection<{ _id: string; status: string }>('events');
  await events.insertOne({ _id: eventId, status: 'scheduled' });
  await orders().insertOne({
    ...{ _id, eventId, buyerId: newId(), paymentId: newId(), items: [], total },
    ...{ status: 'complete', rejectedPaymentIds: [], active: true, version: 3 },
    ...{ placedAt: new Date(), expiresAt: new Date() },
    ...changes,
  });
  return _id;
}

async function run(line: string, name = database.name) {
  const printed: string[] = [];
  const told: string[] = [];
  const config = { mongoUrl: process.env['MONGO_URL'] ?? null, dataDir: '/nowhere' };
  const terminal = {
    print: (text: string) => printed.push(text),
    tell: (text: string) => told.push(text),
  };
  const code = await runRefundCommand(line.split(' '), config, terminal, name);
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

async function announced(aggregateId: string): Promise<string[]> {
  const rows = database.connection.collection<OutboxRow>('outbox');
  const found = await rows.find({ aggregateId }).sort({ aggregateVersion: 1 }).toArray();
  return found.map(({ event }) => `${event.type} ${event.aggregateVersion}`);
}

test('a part, then all that is left: each is recorded and announced once, and no more than the total', async () => {
  const id = await anOrder();
  const part = await run(`--order ${id} --reason goodwill --amount 600`);
  expect(part.code).toBe(0);
  expect(part.printed).toMatch(/8000 EUR .* not asked back/);
  expect((await run(`--order ${id} --reason duplicate --amount 8001`)).told).toMatch(
    /No more than 8000/,
  );
  expect((await run(`--order ${id} --reason duplicate --tickets close`)).code).toBe(0);
  expect(await run(`--order ${id} --reason goodwill`)).toMatchObject({ code: 1 });
  expect(await announced(id)).toEqual(['OrderRefundAsked 4', 'OrderRefundAsked 5']);
  const row = await orders().findOne({ _id: id });
  expect(row?.refunds).toMatchObject([
    { amount: { amount: 600 }, reason: 'goodwill', tickets: 'release', status: 'asked' },
    { amount: { amount: 8000 }, reason: 'duplicate', tickets: 'close', status: 'asked' },
  ]);
});

test('two operators at once cannot give back more than was paid', async () => {
  const id = await anOrder();
  const asked = [1, 2, 3].map(() => run(`--order ${id} --reason goodwill --amount 4000 --again`));
  const codes = (await Promise.all(asked)).map(({ code }) => code);
  expect(codes.toSorted()).toEqual([0, 0, 1]);
  expect((await orders().findOne({ _id: id }))?.refunds).toHaveLength(2);
});

test('a command whose answer was lost is repeated under the id that was told first, and gives back once', async () => {
  const id = await anOrder();
  const line = `--order ${id} --reason goodwill --amount 600`;
  const { told } = await run(line);
  const refundId = told.match(/^Refund ([0-9a-f-]{36})\. /)?.[1] ?? '';
  const again = await run(`${line} --id ${refundId}`);
  expect(again).toMatchObject({ code: 0, told: '' });
  expect(again.printed).toMatch(`It is asked: ${refundId}`);
  const contents = { 'refunds.refundId': refundId };
  await orders().updateOne(contents, { $set: { 'refunds.$.status': 'failed' } });
  expect(await run(`${line} --id ${refundId}`)).toMatchObject({
    ...{ code: 1, told: expect.stringContaining(`retry --order ${id}`) },
  });
  expect((await orders().findOne({ _id: id }))?.refunds).toHaveLength(1);
  expect(await announced(id)).toEqual(['OrderRefundAsked 4']);
});

test('the id of another refund is refused, and what was asked for minutes ago needs --again', async () => {
  const [id, other] = [await anOrder(), await anOrder()];
  const line = '--reason goodwill --amount 600';
  const { told } = await run(`--order ${id} ${line}`);
  const refundId = told.match(/^Refund ([0-9a-f-]{36})\. /)?.[1] ?? '';
  for (const wrong of [
    `--order ${id} --reason goodwill --amount 601`,
    `--order ${id} --reason goodwill`,
    `--order ${id} --reason duplicate --amount 600`,
    `--order ${id} ${line} --tickets close`,
    `--order ${other} ${line}`,
  ]) {
    const refused = await run(`${wrong} --id ${refundId}`);
    expect(refused).toMatchObject({ code: 1, told: expect.stringMatching(/^Another refund/) });
  }
  const hasty = await run(`--order ${id} ${line}`);
  expect(hasty).toMatchObject({ code: 1, told: expect.stringContaining('add --again') });
  expect(await announced(id)).toEqual(['OrderRefundAsked 4']);
  expect((await run(`--order ${id} ${line} --again`)).code).toBe(0);
  expect(await announced(id)).toEqual(['OrderRefundAsked 4', 'OrderRefundAsked 5']);
  expect(await announced(other)).toEqual([]);
});

test('retry asks again for what failed, once; status shows it', async () => {
  const [refundId, askedAt] = [newId<OrderId>(), new Date()];
  const amount = { amount: 8600, currency: 'EUR' };
  const facts = { reason: 'event_cancelled', tickets: 'close', status: 'failed', askedAt };
  const id = await anOrder({ refunds: [{ refundId, amount, ...facts }] });
  expect((await run(`retry --order ${id}`)).code).toBe(0);
  const again = await run(`retry --order ${id}`);
  expect(again).toMatchObject({ code: 1, told: expect.stringContaining('No refund of it failed') });
  const row = await orders().findOne({ _id: id });
  expect(row?.refunds).toMatchObject([
    { refundId, status: 'failed', replacedBy: expect.any(String) },
    { ...facts, amount, status: 'asked', askedAt: expect.any(Date) },
  ]);
  const status = await run(`status --order ${id} --json`);
  expect(JSON.parse(status.printed)).toMatchObject({ orderId: id, left: { amount: 0 } });
  expect(await announced(id)).toEqual(['OrderRefundAsked 4']);
});

test('an order that there is not, or that has taken no money, is refused and nothing is written', async () => {
  const unknown = newId<OrderId>();
  for (const line of [`--order ${unknown} --reason goodwill`, `status --order ${unknown}`])
    expect(await run(line)).toMatchObject({
      ...{ code: 1, told: expect.stringContaining(`There is no order ${unknown}`) },
    });
  const id = await anOrder({ status: 'paying' });
  const refused = await run(`--order ${id} --reason goodwill`);
  expect(refused).toMatchObject({
    code: 1,
    told: expect.stringMatching(/paying: only a complete/),
  });
  expect(await announced(id)).toEqual([]);
});

test('what it does not understand ends with 2 and the usage, and nothing on stdout', async () => {
  const { code, printed, told } = await run('--all');
  expect({ code, printed }).toEqual({ code: 2, printed: '' });
  expect(told).toMatch(/npm run refund -- \[command\]/);
});
