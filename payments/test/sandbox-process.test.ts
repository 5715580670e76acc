import { until } from '@marquee/common/testing/until';
import { readSandboxConfig } from '../sandbox/config.js';
import { startSandbox } from '../sandbox/start-sandbox.js';
import { startWebhookListener, verified } from './webhook-listener.js';

const variables = {
  MARQUEE_MODE: 'ci',
  PORT: '0',
  INTERNAL_PORT: '0',
  STRIPE_PORT: '0',
  PUBLIC_URL: 'http://marquee.test',
  MONGO_URL: process.env['MONGO_URL'] ?? '',
  STRIPE_SANDBOX_SECRET_KEY: 'sk_test_0123456789abcdef',
  LOG_LEVEL: 'silent',
};

test.each(['production', ''])('the sandbox does not start in mode "%s"', (MARQUEE_MODE) => {
  expect(() => readSandboxConfig({ ...variables, MARQUEE_MODE })).toThrow(
    /MARQUEE_MODE.*refused in production/,
  );
});

test('the secret key is for its own port: the front door never takes it', async () => {
  const sandbox = await startSandbox(readSandboxConfig(variables));
  try {
    const headers = { authorization: `Bearer ${variables.STRIPE_SANDBOX_SECRET_KEY}` };
    const list = (port: number, path: string) =>
      fetch(`http://127.0.0.1:${port}${path}/v1/payment_intents`, { headers });
    expect((await list(sandbox.stripePort, '')).status).toBe(200);
    expect((await list(sandbox.port, '/sandbox/stripe')).status).toBe(401);
    expect((await list(sandbox.port, '')).status).toBe(404);
  } finally {
    await sandbox.stop();
  }
});

test('events go where payments is reached from the sandbox, signed with the secret that it is told', async () => {
  const listener = await startWebhookListener();
  const secret = 'whsec_of_the_process_0123';
  const where = { STRIPE_WEBHOOK_URL: listener.url, STRIPE_WEBHOOK_SECRET: secret };
  const sandbox = await startSandbox(readSandboxConfig({ ...variables, ...where }));
  try {
    await fetch(`http://127.0.0.1:${sandbox.stripePort}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${variables.STRIPE_SANDBOX_SECRET_KEY}` },
      body: new URLSearchParams({ amount: '500', currency: 'eur' }),
    });
    await until(() => listener.heard.length > 0);
    const [heard] = listener.heard;
    expect(heard && verified(heard, secret).type).toBe('payment_intent.created');
  } finally {
    await sandbox.stop();
    await listener.stop();
  }
});
