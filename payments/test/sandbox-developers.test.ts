import type { Database } from '@marquee/common/mongo';
import { dropTestDatabase, openTestDatabase } from '@marquee/common/testing/mongo';
import request from 'supertest';
import { startSandbox, type TestSandbox } from './sandbox-server.js';

let database: Database;
let sandbox: TestSandbox;

beforeAll(async () => {
  database = await openTestDatabase('sandbox_developers');
  sandbox = await startSandbox(database);
});

afterAll(async () => {
  await sandbox.stop();
  await dropTestDatabase(database);
});

const page = '/sandbox/stripe';
const browser = () => request(sandbox.frontDoor);
const settings = async () => (await sandbox.control('GET', '/sandbox')).body;

test('it shows what there is, newest first and page by page', async () => {
  const ids: string[] = [];
  for (let made = 0; made < 22; made += 1) {
    const sale = { amount: 5_000 + made, currency: 'jpy' };
    ids.unshift((await sandbox.stripe.paymentIntents.create(sale)).id);
  }
  const first = await browser().get(page);
  expect(first.status).toBe(200);
  expect(first.text).toContain('¥5,021 · requires_payment_method');
  const shown = (text: string) => ids.filter((id) => text.includes(`${id} ·`));
  expect(shown(first.text)).toEqual(ids.slice(0, 20));
  const older = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replace('&amp;', '&');
  const second = await browser().get(older ?? '');
  expect(shown(second.text)).toEqual(ids.slice(20));
});

test.each(['charges', 'refunds', 'transfers', 'accounts', 'events'])(
  'its %s can be looked at, in German as well',
  async (kind) => {
    const res = await browser().get(`${page}?show=${kind}`).set('Accept-Language', 'de');
    expect(res.status).toBe(200);
    expect(res.text).toContain('Was die Sandbox weiß');
    expect(res.headers['content-security-policy']).toContain("default-src 'none'");
  },
);

test('its form switches on what is ticked and off what is not', async () => {
  const save = (form: object) => browser().post(`${page}/switches`).type('form').send(form);
  const saved = await save({ duplicate: 'on', delayMs: '250', declineConfirms: '2' });
  expect([saved.status, saved.headers['location']]).toEqual([303, page]);
  expect(await settings()).toMatchObject({
    switches: { duplicate: true, delayMs: 250, declineConfirms: 2 },
  });
  await save({ delayMs: '0', declineConfirms: '0' });
  expect(await settings()).toMatchObject({ switches: { duplicate: false, delayMs: 0 } });
  expect((await save({ delayMs: 'soon' })).status).toBe(400);
});

test('its clock can be put forward, and not back', async () => {
  const forward = (hours: string) => browser().post(`${page}/clock`).type('form').send({ hours });
  expect((await forward('24')).status).toBe(303);
  expect(await settings()).toMatchObject({ clock: { aheadMs: 24 * 60 * 60 * 1000 } });
  expect((await forward('-1')).status).toBe(400);
});

test('a page of another site can change nothing', async () => {
  for (const [path, form] of [
    ['/switches', { noAnswer: '-1' }],
    ['/clock', { hours: '1' }],
  ] as const) {
    const forged = browser()
      .post(page + path)
      .set('Origin', 'https://evil.example')
      .type('form');
    expect((await forged.send(form)).status).toBe(403);
  }
  expect(await settings()).toMatchObject({ switches: { noAnswer: 0 } });
});
