import { startNatsServer, type TestBroker } from '@marquee/common/testing/brokers/index';
import { isCaught, judgeVariant, provocations } from '../src/prove/twins/run-twins.js';

let broker: TestBroker;
beforeAll(async () => {
  broker = await startNatsServer();
});
afterAll(() => broker.stop());

const servers = () => ({ mongoUrl: process.env['MONGO_URL'] ?? '', broker });

describe.each(provocations.map((provocation) => ({ ...provocation, provocation })))(
  '$name',
  ({ provocation }) => {
    test('the product passes the provocation', async () => {
      expect(await judgeVariant(provocation, 'sound', servers())).toEqual([]);
    });

    test('the broken twin is caught by the checker', async () => {
      const violations = await judgeVariant(provocation, 'twin', servers());
      expect([violations, isCaught(provocation, violations)]).toEqual([violations, true]);
    });
  },
);
