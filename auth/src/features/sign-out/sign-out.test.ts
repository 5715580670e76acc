import { expectContract } from '@marquee/common/testing/openapi';
import type { Response } from 'supertest';
import { authOnDatabase, openapi, signUpIn } from '../../../test/auth-api.js';

const auth = authOnDatabase('sign_out');
const me = '/api/users/currentuser';

const cookieOf = (res: Response) =>
  (res.get('Set-Cookie') ?? []).map((c) => c.split(';')[0]).join('; ');

it('204: the session is over, for a copy of its cookie too, and the world is told', async () => {
  const api = auth.start();
  const browser = api.agent();
  const { id } = await signUpIn(browser);
  const copy = cookieOf(await browser.get(me));

  const res = await browser.post('/api/users/signout');
  expect(res.status).toBe(204);
  expectContract(openapi, res);
  expect(cookieOf(res)).toContain('session=;');
  expect((await browser.get(me)).body).toEqual({ currentUser: null });
  expect((await api.agent().get(me).set('Cookie', copy)).body).toEqual({ currentUser: null });
  expect(await auth.announced(id)).toMatchObject([
    { type: 'UserRegistered', aggregateVersion: 1 },
    { type: 'SessionRevoked', aggregateVersion: 2, data: { revokedSessions: [{}] } },
  ]);
});

it('this process refuses the token at once, without asking the database', async () => {
  const api = auth.start();
  const browser = api.agent();
  await signUpIn(browser);
  const copy = cookieOf(await browser.get(me));
  const token = JSON.parse(Buffer.from(copy.split(/[=;]/)[1] ?? '', 'base64').toString()).jwt;
  expect(api.sessions.verify(token)).not.toBeNull();
  await browser.post('/api/users/signout').expect(204);
  expect(api.sessions.verify(token)).toBeNull();
});

it('another process refuses it once it has heard', async () => {
  const browser = auth.start().agent();
  const { id } = await signUpIn(browser);
  const copy = cookieOf(await browser.get(me));
  await browser.post('/api/users/signout').expect(204);

  const elsewhere = auth.start();
  const token = JSON.parse(Buffer.from(copy.split(/[=;]/)[1] ?? '', 'base64').toString()).jwt;
  expect(elsewhere.sessions.verify(token)).not.toBeNull();
  const [, revoked] = await auth.announced(id);
  await elsewhere.sessions.followRevocations(elsewhere.bus);
  await elsewhere.bus.deliver(revoked);
  expect(elsewhere.sessions.verify(token)).toBeNull();
});

it('204: signing out twice, or without a session, changes nothing', async () => {
  const browser = auth.start().agent();
  const { id } = await signUpIn(browser);
  const copy = cookieOf(await browser.get(me));
  await browser.post('/api/users/signout').expect(204);
  await auth.start().agent().post('/api/users/signout').set('Cookie', copy).expect(204);
  await auth.start().agent().post('/api/users/signout').expect(204);
  expect(await auth.announced(id)).toHaveLength(2);
});

it('many sign-outs of one session at once are one', async () => {
  const api = auth.start();
  const browser = api.agent();
  const { id } = await signUpIn(browser);
  const copy = cookieOf(await browser.get(me));
  const all = Array.from({ length: 8 }, () =>
    api.agent().post('/api/users/signout').set('Cookie', copy),
  );
  for (const res of await Promise.all(all)) expect(res.status).toBe(204);
  expect(await auth.announced(id)).toHaveLength(2);
});

it('403: another site cannot sign anybody out', async () => {
  const browser = auth.start().agent();
  await signUpIn(browser);
  await browser.post('/api/users/signout').set('Origin', 'https://evil.example').expect(403);
  expect((await browser.get(me)).body.currentUser).not.toBeNull();
});

it('400: it takes no fields', async () => {
  const res = await auth.start().agent().post('/api/users/signout').send({ everywhere: true });
  expect(res.status).toBe(400);
  expectContract(openapi, res);
});
