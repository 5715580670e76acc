import path from 'node:path';
import { readConfig } from './config.js';

test('nothing needs to be set', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'local',
    port: 3000,
    publicUrl: null,
    holdSeconds: 900,
    mongoUrl: null,
    bus: { BUS: 'in-process', NATS_URL: undefined },
    seedDemo: true,
    rateLimit: true,
    trustProxy: 0,
    mail: { transport: { kind: 'sandbox' }, language: 'en', ageHoursMax: 24 },
    stripe: null,
  });
  expect(path.basename(readConfig({}).dataDir)).toBe('.marquee');
});

test('an empty variable means the same as none', () => {
  expect(readConfig({ PORT: '', MONGO_URL: '', SEED_DEMO: '' })).toEqual(readConfig({}));
});

const stripe = {
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_x',
  STRIPE_WEBHOOK_SECRETS: 'whsec_of_production',
};
const mail = { SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'tickets@mail.example' };
const production = { MARQUEE_MODE: 'production', ...stripe, ...mail };

test('production has no demo data unless it is asked for, and then refuses', () => {
  expect(readConfig(production).seedDemo).toBe(false);
  expect(() => readConfig({ ...production, SEED_DEMO: '1' })).toThrow(/SEED_DEMO: .*production/);
});

test.each([
  ['the sandbox in production', { MARQUEE_MODE: 'production' }, /STRIPE_SECRET_KEY.*sandbox/],
  [
    'showing mails in production',
    { MARQUEE_MODE: 'production', ...stripe },
    /SMTP_URL.*needed in production/,
  ],
  ['a mail server without a sender', { SMTP_URL: mail.SMTP_URL }, /MAIL_FROM/],
  ['no rate limits in production', { ...production, RATE_LIMIT: 'off' }, /RATE_LIMIT: off/],
  [
    'no rate limits on a public address',
    { RATE_LIMIT: 'off', PUBLIC_URL: 'https://tickets.example' },
    /RATE_LIMIT: off needs a loopback PUBLIC_URL/,
  ],
  [
    'webhooks that nobody can verify in production',
    { ...production, STRIPE_WEBHOOK_SECRETS: '' },
    /STRIPE_WEBHOOK_SECRETS.*needed in production/,
  ],
  [
    'a secret of webhooks that anybody guesses',
    { ...production, STRIPE_WEBHOOK_SECRETS: 'whsec_of_production,x' },
    /STRIPE_WEBHOOK_SECRETS: must be/,
  ],
  ['one Stripe key without the other', { STRIPE_SECRET_KEY: 'sk_test_x' }, /STRIPE_PUBLISHABLE/],
  ['a user of the broker without a password', { NATS_USER: 'orders' }, /NATS_USER: needs NATS_P/],
  ['a bus nobody knows', { BUS: 'pigeons' }, /BUS/],
  ['a port that is none', { PORT: 'http' }, /PORT/],
  ['a hold of no time', { HOLD_SECONDS: '0' }, /HOLD_SECONDS/],
  ['a mode nobody knows', { MARQUEE_MODE: 'prod' }, /MARQUEE_MODE/],
])('%s is refused, by the variable’s name', (_what, env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});

test('rate limits may be off on this machine and in ci', () => {
  expect(readConfig({ RATE_LIMIT: 'off' }).rateLimit).toBe(false);
  const ci = { MARQUEE_MODE: 'ci', RATE_LIMIT: 'off', PUBLIC_URL: 'http://marquee.test' };
  expect(readConfig(ci).rateLimit).toBe(false);
});

test('a broker needs no address: it is started beside the database', () => {
  expect(readConfig({ BUS: 'jetstream' }).bus).toMatchObject({ BUS: 'jetstream' });
  const given = readConfig({ BUS: 'jetstream', NATS_URL: 'nats://a:4222,nats://b:4222' });
  expect(given.bus.NATS_URL).toEqual(['nats://a:4222', 'nats://b:4222']);
});
