import { ConfigurationError } from '@marquee/common/config';
import { readConfig } from '../src/config.js';

const base = {
  MARQUEE_MODE: 'production',
  MONGO_URL: 'mongodb://localhost/',
  SESSION_KEYS: 'a key of at least thirty-two characters',
  PUBLIC_URL: 'https://tickets.example',
  STRIPE_WEBHOOK_SECRETS: 'whsec_the_new_one, whsec_the_old_one',
};
const sandbox = {
  STRIPE_SANDBOX_URL: 'http://127.0.0.1:12111',
  STRIPE_SANDBOX_SECRET_KEY: 'sk_test_sandbox_key',
};

function refusalOf(variables: NodeJS.ProcessEnv): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

test('production needs Stripe’s key and refuses the sandbox', () => {
  expect(refusalOf(base)).toContain('STRIPE_SECRET_KEY');
  const both = { ...base, ...sandbox, STRIPE_SECRET_KEY: 'sk_live_12345678' };
  expect(refusalOf(both)).toContain('the sandbox is refused in production');
});

test('production needs what webhooks are signed with; several while one is replaced', () => {
  const live = { ...base, STRIPE_SECRET_KEY: 'sk_live_12345678' };
  const { stripe } = readConfig(live).payments;
  expect(stripe.webhookSecrets).toEqual(['whsec_the_new_one', 'whsec_the_old_one']);
  expect(refusalOf({ ...live, STRIPE_WEBHOOK_SECRETS: '' })).toContain('STRIPE_WEBHOOK_SECRETS');
});

test('a wrong key is named, never shown', () => {
  const refusal = refusalOf({ ...base, STRIPE_SECRET_KEY: 'pk_live_published' });
  expect(refusal).toContain('STRIPE_SECRET_KEY');
  expect(refusal).not.toContain('pk_live_published');
});

test('with Stripe intents are re-read at most every minute, in the sandbox every second', () => {
  const live = readConfig({ ...base, STRIPE_SECRET_KEY: 'sk_live_12345678' }).payments;
  expect(live).toMatchObject({ rereadMsMax: 60_000, stripe: { secretKey: 'sk_live_12345678' } });
  expect(live.stripe).not.toHaveProperty('address');
  const local = readConfig({ ...base, ...sandbox, MARQUEE_MODE: 'local' }).payments;
  expect(local).toMatchObject({
    rereadMsMax: 1_000,
    stripe: { address: { host: '127.0.0.1', port: 12111, protocol: 'http' } },
  });
});

test('fee and payout delay have defaults, and what is outside their limits is refused by name', () => {
  const configured = (variables: object) =>
    readConfig({ ...base, STRIPE_SECRET_KEY: 'sk_live_12345678', ...variables }).payments.terms;
  expect(configured({})).toEqual({ feeBasisPoints: 1_000, payoutDelayHours: 48 });
  const own = { FEE_BASIS_POINTS: '0', PAYOUT_DELAY_HOURS: '0' };
  expect(configured(own)).toEqual({ feeBasisPoints: 0, payoutDelayHours: 0 });
  for (const wrong of ['5001', '-1', '2.5', 'ten'])
    expect(refusalOf({ ...base, FEE_BASIS_POINTS: wrong })).toContain('FEE_BASIS_POINTS');
});

test('outside production the sandbox needs an address and a key of its own', () => {
  const refusal = refusalOf({ ...base, MARQUEE_MODE: 'local' });
  expect(refusal).toContain('STRIPE_SANDBOX_URL');
  expect(refusal).toContain('STRIPE_SANDBOX_SECRET_KEY');
});
