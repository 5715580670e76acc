import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createNotifications } from './service.js';

const { environment, notifications } = readConfig();

await runService({
  name: 'notifications',
  outbox: false,
  environment,
  create: (dependencies) => createNotifications({ ...dependencies, config: notifications }),
});
