import { readConfig } from './config.js';
import { findStripe } from './find-stripe.js';

const secretKey = 'sk_test_of_the_sandbox';

test.each([
  ['http://stripe-sandbox', { host: 'stripe-sandbox', port: 80, protocol: 'http' }],
  ['https://stripe.example', { host: 'stripe.example', port: 443, protocol: 'https' }],
  ['http://127.0.0.1:12111', { host: '127.0.0.1', port: 12_111, protocol: 'http' }],
])('the sandbox at %s is asked at its port', async (url, address) => {
  const env = { STRIPE_SANDBOX_URL: url, STRIPE_SANDBOX_SECRET_KEY: secretKey };
  expect(await findStripe(readConfig(env))).toMatchObject({ secretKey, address });
});
