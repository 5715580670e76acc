import { Router } from 'express';
import { body, query } from 'express-validator';
import { mongo } from 'mongoose';
import { Problem } from '../errors.js';
import { aUser } from '../testing/builders.js';
import { type FuzzedRoute, neverFiveHundred } from '../testing/fuzz.js';
import { testApi } from '../testing/http.js';
import { checked, context, getInput, idParam, requireUser } from './index.js';

function anApi() {
  const router = Router();
  router.get('/api/things', ...checked(query('q').optional().isString()), (req, res) => {
    res.json({ input: getInput(req), requestId: context().requestId });
  });
  router.get('/api/things/:id', ...checked(idParam()), (req, res) => {
    res.json({ user: requireUser(req), id: getInput<{ id: string }>(req).id });
  });
  router.post(
    '/api/things',
    ...checked(body('name').isString(), body('tags').optional().isArray()),
    (req, res) => {
      res.status(201).json(getInput(req));
    },
  );
  router.post('/api/broken', () => {
    throw new Error('the password of the database is hunter2');
  });
  router.get('/api/refused', () => {
    throw new Problem('ticket_unavailable', 'Somebody was faster.', {
      extra: { unavailable: ['x'] },
      current: { a: 1 },
      internal: 'row 5 lost',
    });
  });
  return testApi({ router });
}

const noTopology = {} as mongo.TopologyDescription;
const noServer = new mongo.MongoServerSelectionError('nobody at 10.0.0.7', noTopology);
const cutConnection = new mongo.MongoNetworkError('connection 5 to 10.0.0.7 closed');

describe('a well-formed request', () => {
  it('gets exactly the validated fields and an id of its own', async () => {
    const res = await anApi().agent().get('/api/things?q=jazz').expect(200);
    expect(res.body).toEqual({ input: { q: 'jazz' }, requestId: res.headers['x-request-id'] });
  });

  it('is answered with a policy that lets no page run, frame or store it', async () => {
    const user = aUser();
    const res = await anApi().agent(user).get(`/api/things/${user.id}`).expect(200);
    expect(res.body.user).toMatchObject({ id: user.id, email: user.email });
    expect(res.headers['content-security-policy']).toBe(
      "default-src 'none';frame-ancestors 'none'",
    );
    expect(res.headers['cache-control']).toBe('no-store');
    expect(res.headers['x-powered-by']).toBeUndefined();
  });
});

describe('bad input is refused as problem+json', () => {
  const cases: ReadonlyArray<readonly [string, string, string, string]> = [
    ['malformed JSON', 'application/json', '{"name":', ''],
    ['a list instead of an object', 'application/json', '[{"name":"a"}]', ''],
    ['a bare value', 'application/json', '"name"', ''],
    ['another content type', 'text/plain', 'name=a', ''],
    ['a form', 'application/x-www-form-urlencoded', 'name=a', ''],
    ['a NUL character', 'application/json', '{"name":"a\\u0000b"}', 'name'],
    ['__proto__', 'application/json', '{"name":"a","__proto__":{"admin":true}}', '__proto__'],
    ['constructor', 'application/json', '{"name":"a","constructor":1}', 'constructor'],
    ['an unknown field', 'application/json', '{"name":"a","admin":true}', 'admin'],
    ['a missing field', 'application/json', '{}', 'name'],
    ['a wrong type', 'application/json', '{"name":{"$gt":""}}', 'name'],
    [
      'deep nesting',
      'application/json',
      `{"name":"a","tags":${'['.repeat(500)}${']'.repeat(500)}}`,
      'tags',
    ],
  ];
  it.each(cases)('%s is 400', async (_title, type, text, field) => {
    const res = await anApi().agent().post('/api/things').type(type).send(text);
    expect(res.status).toBe(400);
    expect(res.type).toBe('application/problem+json');
    expect(res.body).toMatchObject({ code: 'invalid_request', status: 400 });
    if (field !== '') expect(res.body.errors[0].field).toContain(field);
  });

  it.each([
    ['a parameter given twice', '/api/things?q=a&q=b', 400],
    ['an unknown parameter', '/api/things?admin=1', 400],
    ['a malformed path', '/api/things/%zz', 400],
    ['a malformed id', '/api/things/5', 400],
    ['an unknown path', '/api/nothing', 404],
    ['no session where one is needed', '/api/things/01939f3a-5b00-7000-8000-000000000001', 401],
  ])('%s', async (_title, path, status) => {
    const res = await anApi().agent().get(path);
    expect(res.status).toBe(status);
    expect(res.type).toBe('application/problem+json');
  });

  it('a body over 100 kB is 413', async () => {
    const res = await anApi()
      .agent()
      .post('/api/things')
      .send({ name: 'a'.repeat(102_400) });
    expect([res.status, res.body.code]).toEqual([413, 'body_too_large']);
  });

  it('nothing a client sends is ever a 5xx', async () => {
    const routes: FuzzedRoute[] = [
      { method: 'post', path: '/api/things', fields: ['name', 'tags'] },
      { method: 'get', path: '/api/things', fields: ['q'] },
      { method: 'get', path: '/api/things/:id' },
    ];
    await neverFiveHundred(anApi().agent(aUser()), routes);
  });
});

describe('what goes wrong on our side', () => {
  it('is a 500 that tells nothing of our insides', async () => {
    const res = await anApi().agent().post('/api/broken').expect(500);
    expect(res.body).toMatchObject({ code: 'internal_error' });
    expect(res.text).not.toMatch(/hunter2|stack|\.ts/);
  });

  it('keeps the internal text of a refusal, and shows its public members', async () => {
    const res = await anApi().agent().get('/api/refused').expect(409);
    expect(res.body).toMatchObject({
      code: 'ticket_unavailable',
      unavailable: ['x'],
      current: { a: 1 },
    });
    expect(res.text).not.toContain('row 5');
  });

  it.each([
    ['get', 'no server', noServer, 'try_again'],
    ['post', 'no server', noServer, 'try_again'],
    ['get', 'a cut connection', cutConnection, 'try_again'],
    ['post', 'a cut connection', cutConnection, 'outcome_unknown'],
  ] as const)('a %s that met %s is 503', async (method, _what, error, code) => {
    const router = Router().all('/api/away', () => {
      throw error;
    });
    const res = await testApi({ router }).agent()[method]('/api/away');
    expect([res.status, res.body.code, res.headers['retry-after']]).toEqual([503, code, '1']);
  });
});
