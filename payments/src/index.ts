import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createPayments } from './service.js';

const { environment, payments } = readConfig();

await runService({
  name: 'payments',
  environment,
  create: (dependencies) => createPayments({ ...dependencies, config: payments }),
});
