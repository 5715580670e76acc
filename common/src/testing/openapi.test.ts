import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Router } from 'express';
import { Problem } from '../errors.js';
import { neverFiveHundred } from './fuzz.js';
import { testApi } from './http.js';
import { expectContract } from './openapi.js';

const contract = `
openapi: 3.1.0
info: { title: things, version: '1' }
paths:
  /api/things/{id}:
    get:
      responses:
        '200': { $ref: '#/components/responses/Thing' }
        '404': { description: none, content: { application/problem+json: { schema: { type: object } } } }
components:
  responses:
    Thing:
      description: a thing
      content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
  schemas:
    Thing:
      type: object
      additionalProperties: false
      required: [id]
      properties: { id: { type: string }, next: { oneOf: [{ $ref: '#/components/schemas/Thing' }, { type: 'null' }] } }
`;
const file = path.join(mkdtempSync(path.join(tmpdir(), 'contract-')), 'openapi.yaml');
writeFileSync(file, contract);

function get(id: string, answer: unknown, status = 200) {
  const router = Router();
  router.get('/api/things/:id', (_req, res) => {
    res.status(status).json(answer);
  });
  router.get('/api/others', (_req, res) => {
    res.json({});
  });
  return testApi({ router }).agent().get(id);
}

it('an answer that keeps its contract passes, whatever the id', async () => {
  expectContract(file, await get('/api/things/5?q=1', { id: '5', next: { id: '6', next: null } }));
  expectContract(file, await get('/api/things/%20', { id: ' ' }));
});

it.each([
  ['a missing field', '/api/things/5', {}, 200, /id/],
  ['a field that leaks', '/api/things/5', { id: '5', secret: 1 }, 200, /additional/],
  ['a wrong type below', '/api/things/5', { id: '5', next: { id: 6 } }, 200, /next/],
  ['a status nobody promised', '/api/things/5', { id: '5' }, 201, /status/],
  ['a media type nobody promised', '/api/things/5', {}, 404, /application\/json/],
  ['a path nobody promised', '/api/others', {}, 200, /no such path/],
])('%s is reported', async (_title, url, answer, status, message) => {
  const res = await get(url, answer, status);
  expect(() => expectContract(file, res)).toThrow(message);
});

it('the fuzzer finds a route that fails on some input', async () => {
  const router = Router();
  router.post('/api/things', (req, res) => {
    if (typeof (req.body as { name?: unknown }).name !== 'string') throw new TypeError('no name');
    res.json({});
  });
  const routes = [{ method: 'post', path: '/api/things', fields: ['name'] }] as const;
  await expect(neverFiveHundred(testApi({ router }).agent(), routes)).rejects.toThrow(/500/);
});

it('the fuzzer lets a route put off what it cannot take now, when told so', async () => {
  const router = Router();
  router.get('/api/things', () => {
    throw new Problem('try_again', 'later');
  });
  const routes = [{ method: 'get', path: '/api/things' }] as const;
  const agent = testApi({ router }).agent();
  await neverFiveHundred(agent, routes, { allowed: [503], runs: 5 });
  await expect(neverFiveHundred(agent, routes, { runs: 5 })).rejects.toThrow(/503/);
});
