import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createAuth } from './service.js';

const { environment, auth } = readConfig();

await runService({
  name: 'auth',
  environment,
  create: (dependencies) => createAuth({ ...dependencies, config: auth }),
});
