import { createServer } from 'node:http';
import { closeServer, listen } from '@marquee/common/http';
import { run } from '../run.js';

/** Runs `seed-demo` against services that answer nothing it could use, and count. */
async function seedWith(mode: Record<string, string>) {
  let requests = 0;
  const services = createServer((_req, res) => {
    requests += 1;
    res.writeHead(400, { 'content-type': 'application/json' }).end('{}');
  });
  const port = await listen(services, 0, '127.0.0.1');
  const told: string[] = [];
  const terminal = { print: () => undefined, tell: (line: string) => told.push(line) };
  const env = { SERVICES_URL: `http://127.0.0.1:${port}`, ...mode };
  try {
    const code = await run({ args: ['seed-demo'], env, terminal });
    return { code, requests, told: told.join('\n') };
  } finally {
    await closeServer(services, 0);
  }
}

test.each([
  ['with MARQUEE_MODE=production', { MARQUEE_MODE: 'production' }],
  ['by one who does not say where they are', {}],
])('accounts whose passwords are public are not made %s', async (_where, mode) => {
  expect(await seedWith(mode)).toEqual({
    code: 1,
    requests: 0,
    told: expect.stringContaining('demo data is refused in production'),
  });
});

test('with MARQUEE_MODE=local they are asked for', async () => {
  const { requests, told } = await seedWith({ MARQUEE_MODE: 'local' });
  expect(requests).toBeGreaterThan(0);
  expect(told).not.toContain('production');
});
