import { anyId, anyQuery } from '@marquee/common/testing/fuzz';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { openWorld, type World } from './notifications-world.js';
import { aStory, type Story } from './story.js';

let world: World;
let agent: ReturnType<typeof request.agent>;
beforeAll(async () => {
  world = await openWorld();
  if (world.service.pages === undefined) throw new Error('There are no pages');
  agent = request.agent(express().use(world.service.pages));
});
afterAll(() => world.close());

/** Somebody new whose welcome can be read. */
async function aNewcomer(name = 'Ada'): Promise<Story> {
  const story = aStory({ user: { name } });
  const count = (await world.mails()).length;
  await world.bus.deliver(story.registered());
  await world.ended(count + 1);
  return story;
}

test('the mails to one address are there as JSON, the newest first', async () => {
  const story = await aNewcomer();
  for (const event of [story.published(), story.placed()]) await world.bus.deliver(event);
  await world.ended((await world.mails()).length);
  const path = `/sandbox/mail/messages?to=${story.user.email.toUpperCase()}`;
  const { body } = await agent.get(path).expect(200).expect('Cache-Control', 'no-store');
  expect(body.items.map((mail: { kind: string }) => mail.kind)).toEqual([
    'order_placed',
    'welcome',
  ]);
  expect(body.items[1]).toMatchObject({ to: story.user.email, subject: 'Welcome to Marquee' });
  const one = await agent.get(`/sandbox/mail/messages/${body.items[0].id}`).expect(200);
  expect(one.body.message).toEqual(body.items[0]);
});

test('a person finds the list, the mail and its HTML, none of which may run a script', async () => {
  const story = await aNewcomer('<script>alert(1)</script>');
  const list = await agent.get(`/sandbox/mail?to=${story.user.email}`).expect(200);
  const link = /href="(\/sandbox\/mail\/welcome[^"]*)"/.exec(list.text)?.[1] ?? '';
  const mail = await agent.get(link).expect(200);
  const html = await agent.get(`${link}/html`).expect(200);
  expect(mail.text).toContain(`src="${link}/html"`);
  for (const page of [list, mail, html]) {
    expect(page.type).toBe('text/html');
    expect(page.text).not.toContain('<script');
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
  expect(html.headers['content-security-policy']).toContain('sandbox ');
});

test('links lead to our own address, whatever Host somebody sent', async () => {
  const story = await aNewcomer();
  const path = `/sandbox/mail/messages?to=${story.user.email}`;
  const { text } = await agent.get(path).set('Host', '127.0.0.1:1').expect(200);
  expect(text).toContain('https://marquee.example');
  expect(text).not.toContain('127.0.0.1');
});

test('under a name that is not ours nothing is shown', async () => {
  await agent.get('/sandbox/mail').set('Host', 'evil.example').expect(403);
  const res = await agent
    .get('/sandbox/mail/messages')
    .set('Host', 'evil.example:3000')
    .expect(403);
  expect(res.body.code).toBe('foreign_origin');
  for (const host of ['marquee.example', 'localhost:3000', '[::1]:3000', '10.0.0.5'])
    await agent.get('/sandbox/mail').set('Host', host).expect(200);
});

test('what is not there is 404: a page for people, problem+json for programs', async () => {
  const page = await agent.get('/sandbox/mail/nothing').expect(404);
  expect(page.type).toBe('text/html');
  const problem = await agent.get('/sandbox/mail/messages/nothing').expect(404);
  expect(problem.type).toBe('application/problem+json');
  expect(problem.body.code).toBe('not_found');
  await agent.post('/sandbox/mail/messages').expect(404);
});

test.each(['?from=x', '?to[$gt]=', '?to=a&to=b', `?to=${'a'.repeat(321)}`])(
  'a question with %s is 400',
  async (query) => {
    const res = await agent.get(`/sandbox/mail/messages${query}`).expect(400);
    expect(res.body.code).toBe('invalid_request');
  },
);

test('whatever is asked, it is never our fault', async () => {
  const paths = fc.constantFrom('', '/:id', '/:id/html', '/messages', '/messages/:id');
  const asks = fc.asyncProperty(paths, anyId, anyQuery(['to']), async (path, id, query) => {
    const res = await agent.get(`/sandbox/mail${path.replace(':id', () => id)}?${query}`);
    expect(res.status).toBeLessThan(500);
    expect([200, 400, 404]).toContain(res.status);
  });
  await fc.assert(asks, { numRuns: 300 });
});

test('what was not sent is not shown, and other paths are left to others', async () => {
  const story = aStory();
  await world.bus.deliver(story.registered(new Date(0)));
  await world.ended((await world.mails()).length);
  const { body } = await agent.get(`/sandbox/mail/messages?to=${story.user.email}`).expect(200);
  expect(body.items).toEqual([]);
  const { text } = await agent.get('/sandbox/mailing').expect(404);
  expect(text).toContain('Cannot GET');
});
