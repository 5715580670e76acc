import { Router } from 'express';
import jwt from 'jsonwebtoken';
import type { Bus } from '../bus/port.js';
import type { Clock } from '../clock.js';
import type { DomainEvent } from '../contracts/domain-event.js';
import { userExample } from '../contracts/user/state.js';
import { aSilentLogger, aUser } from '../testing/builders.js';
import { testApi } from '../testing/http.js';
import { createSessions } from './index.js';

const oldKey = 'the older key, long enough to be used';
const newKey = 'the newer key, long enough to be used';
const hourMs = 3_600_000;

function clockAt(state: { nowMs: number }): Clock {
  return { now: () => new Date(state.nowMs), sleep: () => Promise.resolve() };
}

function sessionsWith(
  keys: readonly string[],
  state = { nowMs: Date.parse('2027-01-05T20:00:00Z') },
) {
  return createSessions({ keys, clock: clockAt(state), logger: aSilentLogger() });
}

describe('a token', () => {
  it('says who it is for, for a day', () => {
    const state = { nowMs: Date.parse('2027-01-05T20:00:00Z') };
    const sessions = sessionsWith([newKey], state);
    const user = aUser();
    const token = sessions.mint(user);
    expect(sessions.verify(token)).toMatchObject(user);
    state.nowMs += 24 * hourMs - 1_000;
    expect(sessions.verify(token)).not.toBeNull();
    state.nowMs += 1_000;
    expect(sessions.verify(token)).toBeNull();
  });

  it('is still taken after the key was rotated, and not when its key is gone', () => {
    const token = sessionsWith([oldKey]).mint(aUser());
    expect(sessionsWith([newKey, oldKey]).verify(token)).not.toBeNull();
    expect(sessionsWith([newKey]).verify(token)).toBeNull();
    expect(sessionsWith([oldKey]).verify(sessionsWith([newKey, oldKey]).mint(aUser()))).toBeNull();
  });

  it.each(['', '.', 'x.y.z', 'null'])('%p is nobody', (token) => {
    expect(sessionsWith([newKey]).verify(token)).toBeNull();
  });

  it('signed otherwise, unsigned, or changed is nobody', () => {
    const sessions = sessionsWith([newKey]);
    const [header, payload, signature] = sessions.mint(aUser()).split('.');
    const claims = {
      sub: 'x',
      sid: 'y',
      email: 'e',
      name: 'n',
      iss: 'marquee-auth',
      aud: 'marquee',
    };
    expect(sessions.verify(jwt.sign(claims, newKey))).toBeNull();
    expect(sessions.verify(jwt.sign(claims, null, { algorithm: 'none' }))).toBeNull();
    const other = Buffer.from(JSON.stringify({ ...claims, exp: 9e9 })).toString('base64url');
    expect(sessions.verify(`${header}.${other}.${signature}`)).toBeNull();
    expect(sessions.verify(`${header}.${payload}.`)).toBeNull();
  });
});

describe('a revoked session', () => {
  it('is refused at once', () => {
    const sessions = sessionsWith([newKey]);
    const user = aUser();
    sessions.revoke(user.sessionId, new Date('2027-01-06T20:00:00Z'));
    expect(sessions.verify(sessions.mint(user))).toBeNull();
  });

  it('is learned from the bus, reading one token lifetime back', async () => {
    const sessions = sessionsWith([newKey]);
    const user = aUser();
    const revokedSessions = [
      { sessionId: user.sessionId, tokenExpiresAt: '2027-01-06T20:00:00.000Z' },
    ];
    const followed: unknown[] = [];
    const follow: Bus['follow'] = async (types, since, listener) => {
      followed.push(types, since.toISOString());
      listener({ id: 'x', data: { broken: true } } as unknown as DomainEvent);
      listener({ data: { ...userExample, revokedSessions } } as unknown as DomainEvent);
      return { stop: () => Promise.resolve() };
    };
    await sessions.followRevocations({ follow } as unknown as Bus);
    expect(followed).toEqual([['user'], '2027-01-04T20:00:00.000Z']);
    expect(sessions.verify(sessions.mint(user))).toBeNull();
  });
});

describe('the cookie', () => {
  const router = Router();
  const sessions = sessionsWith([newKey], { nowMs: Date.now() });
  const user = aUser();
  router.post('/api/in', (req, res) => {
    sessions.setSession(req, sessions.mint(user));
    res.json({});
  });
  router.post('/api/out', (req, res) => {
    sessions.clearSession(req);
    res.json({});
  });
  router.get('/api/me', (req, res) => {
    res.json({ id: req.currentUser?.id ?? null });
  });

  it('is signed, httpOnly and lax, and brings the user back', async () => {
    const agent = testApi({ router }, { sessions }).agent();
    const res = await agent.post('/api/in').expect(200);
    const cookies = res.get('Set-Cookie') ?? [];
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['session', 'session.sig']);
    for (const cookie of cookies) expect(cookie).toMatch(/path=\/.*samesite=lax; httponly/);
    expect((await agent.get('/api/me')).body.id).toBe(user.id);
    await agent.post('/api/out').expect(200);
    expect((await agent.get('/api/me')).body.id).toBeNull();
  });

  it('is secure under https although the proxy speaks plainly to us', async () => {
    const api = testApi({ router }, { sessions, publicUrl: 'https://tickets.example.org' });
    const cookies = (await api.agent().post('/api/in').expect(200)).get('Set-Cookie') ?? [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toContain('; secure');
  });

  it('made for tests and the bench is the one a browser would send', async () => {
    const api = testApi({ router }, { sessions });
    expect((await api.agent(user).get('/api/me')).body.id).toBe(user.id);
    const forged = sessionsWith([oldKey]).cookieFor(user);
    expect((await api.agent().get('/api/me').set('Cookie', forged)).body.id).toBeNull();
  });
});
