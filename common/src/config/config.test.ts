import { z } from 'zod';
import { readEnvironment, serviceSchema, statelessSchema } from './index.js';

const schema = serviceSchema({ HOLD_SECONDS: z.coerce.number().int().min(1).default(900) });
const needed = { MONGO_URL: 'mongodb://db:27017', SESSION_KEYS: 'a'.repeat(32) };

it('fills in what has a safe default, and reads a service its own variables', () => {
  const environment = readEnvironment(schema, { ...needed, PORT: '3001', NATS_URL: '' });
  expect(environment).toMatchObject({
    MARQUEE_MODE: 'production',
    ROLE: 'all',
    PUBLIC_URL: 'http://localhost:3001',
    TRUST_PROXY: 0,
    HOLD_SECONDS: 900,
  });
});

it('names every wrong variable at once, and no value, which may be a secret', () => {
  const read = () => readEnvironment(schema, { SESSION_KEYS: 'hunter2', PORT: 'many' });
  expect(read).toThrow(/MONGO_URL \(not set\)/);
  expect(read).toThrow(/PORT/);
  expect(read).toThrow(/SESSION_KEYS/);
  expect(read).not.toThrow(/hunter2/);
});

it.each(['local', 'ci', 'production'])('has no secret of its own in mode %s', (MARQUEE_MODE) => {
  expect(() => readEnvironment(schema, { MONGO_URL: needed.MONGO_URL, MARQUEE_MODE })).toThrow(
    /SESSION_KEYS \(not set\)/,
  );
});

it('takes several keys, newest first, and proxies as hops or addresses', () => {
  const keys = `${'b'.repeat(32)}, ${'a'.repeat(32)}`;
  const read = (TRUST_PROXY: string) =>
    readEnvironment(schema, { ...needed, SESSION_KEYS: keys, TRUST_PROXY });
  expect(read('2')).toMatchObject({
    SESSION_KEYS: ['b'.repeat(32), 'a'.repeat(32)],
    TRUST_PROXY: 2,
  });
  expect(read('10.0.0.0/8, loopback').TRUST_PROXY).toEqual(['10.0.0.0/8', 'loopback']);
  expect(() => read('true')).toThrow(/TRUST_PROXY/);
});

it.each([
  ['production', 'http://localhost:3000', false],
  ['local', 'https://tickets.example.org', false],
  ['local', 'http://127.0.0.1:3000', true],
  ['ci', 'http://marquee.test:3000', true],
])('RATE_LIMIT=off in %s at %s', (MARQUEE_MODE, PUBLIC_URL, allowed) => {
  const read = () =>
    readEnvironment(schema, { ...needed, MARQUEE_MODE, PUBLIC_URL, RATE_LIMIT: 'off' });
  if (allowed) expect(read().RATE_LIMIT).toBe('off');
  else expect(read).toThrow(/RATE_LIMIT/);
});

it('takes the servers of one cluster, and one way to be let in', () => {
  const onBroker = { ...needed, BUS: 'jetstream', NATS_URL: 'nats://a:4222, tls://b:4222' };
  const read = (more: Record<string, string>) => readEnvironment(schema, { ...onBroker, ...more });
  expect(read({})).toMatchObject({
    NATS_URL: ['nats://a:4222', 'tls://b:4222'],
    NATS_CLUSTER_ID: 'marquee',
    NATS_STREAM_REPLICAS: 1,
  });
  expect(read({ NATS_USER: 'orders', NATS_PASSWORD: 'hunter2' }).NATS_USER).toBe('orders');
  expect(() => read({ NATS_URL: '' })).toThrow(/NATS_URL \(not set\): is needed/);
  expect(() => read({ NATS_URL: 'http://a:4222' })).toThrow(/NATS_URL/);
  const withUser = read.bind(null, { NATS_URL: 'nats://orders:hunter2@a:4222' });
  expect(withUser).toThrow(/NATS_URL: must not hold a user/);
  expect(withUser).not.toThrow(/hunter2/);
  expect(() => read({ NATS_USER: 'orders' })).toThrow(/NATS_USER: needs NATS_PASSWORD/);
  const both = { NATS_USER: 'orders', NATS_PASSWORD: 'hunter2', NATS_CREDS: '/run/nats.creds' };
  expect(() => read(both)).toThrow(/NATS_CREDS/);
  // Its client knows one address and nothing but passwords.
  expect(() => read({ BUS: 'nats-streaming' })).toThrow(/NATS_URL: must be one address/);
});

it('a service that owns nothing needs no database, and a broker to hear anything', () => {
  const read = (more: Record<string, string>) =>
    readEnvironment(statelessSchema({}), { SESSION_KEYS: needed.SESSION_KEYS, ...more });
  expect(read({ BUS: 'jetstream', NATS_URL: 'nats://a:4222' })).not.toHaveProperty('MONGO_URL');
  expect(() => read({})).toThrow(/BUS \(not set\): must name a broker/);
  expect(() => read({ BUS: 'in-process' })).toThrow(/BUS: must name a broker/);
  expect(() => read({ BUS: 'jetstream' })).toThrow(/NATS_URL \(not set\): is needed/);
});
