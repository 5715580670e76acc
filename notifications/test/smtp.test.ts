import { until } from '@marquee/common/testing/until';
import { mongo } from 'mongoose';
import { type MailServer, startMailServer } from './mail-server.js';
import { openWorld, type World } from './notifications-world.js';
import { aStory } from './story.js';

let server: MailServer;
let world: World;
const from = 'Marquee <tickets@marquee.example>';
const retry = { attemptsMax: 3, pauseMsMin: 20, pauseMsMax: 40 };

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(async () => {
  await world.close();
  await server.stop();
});

const open = async (url = server.url, own = {}) => {
  world = await openWorld({ transport: { kind: 'smtp', url, from }, retry, ...own });
};
const metric = async (line: string) =>
  expect(await world.metrics.registry.metrics()).toContain(line);

test('a mail server is given the whole mail, under the mail’s own id, and we keep none of it', async () => {
  await open();
  const story = aStory();
  await world.bus.deliver(story.registered());
  const [row] = await world.ended(1);
  const [got] = server.received;
  expect(got?.to).toEqual([story.user.email]);
  expect(got?.source).toContain(`Message-ID: <${row?._id}@marquee.example>`);
  expect(got?.source).toContain(`From: ${from}`);
  expect(got?.source).toContain('Auto-Submitted: auto-generated');
  expect(got?.source).toMatch(/text\/plain[\s\S]*text\/html/);
  expect(row).toMatchObject({ status: 'sent', attempts: 1 });
  expect(row).not.toHaveProperty('message');
  await metric('mails_sent_total{kind="welcome"} 1');
  expect(world.service).not.toHaveProperty('pages');
});

test('what the server does not take now is sent again as the same mail', async () => {
  await open();
  server.refuseNext(2, 451);
  await world.bus.deliver(aStory().registered());
  const [row] = await world.ended(1);
  expect(row).toMatchObject({ status: 'sent', attempts: 3 });
  expect(server.received).toHaveLength(1);
  await metric('mails_retried_total{kind="welcome"} 2');
});

test('a mail that was taken and whose answer was lost goes again under the same Message-ID', async () => {
  await open();
  server.dropAnswersOf(1);
  await world.bus.deliver(aStory().registered());
  const [row] = await world.ended(1);
  const ids = server.received.map(({ source }) => /^Message-ID: (.*?)\r?$/m.exec(source)?.[1]);
  expect(ids).toEqual([`<${row?._id}@marquee.example>`, `<${row?._id}@marquee.example>`]);
});

test('after the last attempt it is given up, visibly, with the reason', async () => {
  await open();
  server.refuseNext(100, 451);
  await world.bus.deliver(aStory().registered());
  const [row] = await world.ended(1);
  expect(row).toMatchObject({ status: 'failed', attempts: 3 });
  expect(row?.lastError).toContain('451');
  expect(server.received).toEqual([]);
  await metric('mails_failed_total{kind="welcome"} 1');
});

test('a mailbox that does not exist is not asked again', async () => {
  await open();
  server.refuseNext(1, 550);
  await world.bus.deliver(aStory().registered());
  const [row] = await world.ended(1);
  expect(row).toMatchObject({ status: 'failed', attempts: 1 });
});

test('while the mail server is away mails wait, and the metrics say so', async () => {
  await server.stop();
  await open(server.url, { retry: { ...retry, attemptsMax: 1_000 } });
  await world.bus.deliver(aStory().registered());
  await until(async () => ((await world.mails())[0]?.attempts ?? 0) > 1);
  const [row] = await world.mails();
  expect(row).toMatchObject({ status: 'waiting' });
  await until(
    async () => {
      const text = await world.metrics.registry.metrics();
      return /^mails_queued 1$/m.test(text) && !/^mails_oldest_unsent_seconds 0$/m.test(text);
    },
    { timeoutMs: 15_000 },
  );
});

test('a database that is away for a moment costs nobody a mail', async () => {
  let away = 0;
  const faultPoint = async (point: string) => {
    if (point !== 'before:begin' || away > 0) return;
    away += 1;
    throw new mongo.MongoNetworkError('connection 3 to 127.0.0.1:27017 closed');
  };
  await open(server.url, { faultPoint });
  await world.bus.deliver(aStory().registered());
  await until(async () => {
    if (away > 0) await world.endLeases();
    return (await world.mails())[0]?.endedAt !== undefined;
  });
  expect(away).toBe(1);
  expect((await world.mails())[0]).toMatchObject({ status: 'sent', attempts: 1 });
});

test('several processes send each mail once', async () => {
  await open();
  const others = [await world.beside(), await world.beside()];
  const stories = Array.from({ length: 40 }, () => aStory());
  for (const story of stories) await world.bus.deliver(story.registered());
  await world.ended(40);
  expect(server.received.flatMap(({ to }) => to).sort()).toEqual(
    stories.map(({ user }) => user.email).sort(),
  );
  for (const other of others) await other.close();
});

test('names and titles cannot add headers or recipients', async () => {
  await open();
  const name = 'Ada\r\nBcc: eve@example.com\r\n\r\nYou won';
  const title = 'Fado\r\nBcc: eve@example.com';
  const story = aStory({ user: { name }, event: { title } });
  for (const event of [story.registered(), story.published(), story.placed()])
    await world.bus.deliver(event);
  await world.ended(2);
  expect(server.received.map(({ to }) => to)).toEqual([[story.user.email], [story.user.email]]);
  for (const { source } of server.received) {
    const [headers = ''] = source.split('\r\n\r\n');
    expect(headers).not.toMatch(/^Bcc:/im);
  }
});
