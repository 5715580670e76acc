import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createOrders } from './service.js';

const { environment, orders } = readConfig();

await runService({
  name: 'orders',
  environment,
  create: (dependencies) => createOrders({ ...dependencies, config: orders }),
});
