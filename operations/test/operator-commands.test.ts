import { newId } from '@marquee/common/ids';
import { run } from '../src/run.js';

const MONGO_URL = process.env['MONGO_URL'] ?? '';
const nobody = 'mongodb://127.0.0.1:9/?directConnection=true';
const sandbox = {
  STRIPE_SANDBOX_URL: 'http://127.0.0.1:9',
  STRIPE_SANDBOX_SECRET_KEY: 'sk_test_of_nobody_at_all',
};

async function operate(line: string, env: Record<string, string>) {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal = {
    print: (text: string) => printed.push(text),
    tell: (text: string) => told.push(text),
  };
  const code = await run({ args: line.split(' '), env, terminal });
  return { code, printed: printed.join('\n'), told: told.join('\n') };
}

test('refund asks the orders database that MONGO_URL names', async () => {
  const orderId = newId();
  const answer = await operate(`refund status --order ${orderId}`, { MONGO_URL });
  expect(answer).toEqual({ code: 1, printed: '', told: `There is no order ${orderId}` });
});

test('ledger compares two databases, each at its own address', async () => {
  const env = { ...sandbox, MONGO_URL };
  const both = await operate('ledger check', { ...env, ORDERS_MONGO_URL: MONGO_URL });
  expect(both).toMatchObject({ code: 0, printed: expect.stringContaining('is balanced') });
  const one = await operate('ledger check', { ...env, ORDERS_MONGO_URL: nobody });
  expect(one).toMatchObject({ code: 1, printed: '' });
});

test.each(['refund', 'ledger'])('%s explains itself when it is not understood', async (command) => {
  const { code, told } = await operate(`${command} --all`, { MONGO_URL });
  expect({ code, told }).toEqual({
    code: 2,
    told: expect.stringContaining(`npm run ${command} -- `),
  });
});
