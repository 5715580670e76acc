import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createRealtime } from './service.js';

const { environment, limits } = readConfig();
const { PUBLIC_URL: publicUrl, TRUST_PROXY: trustProxy } = environment;

await runService({
  name: 'realtime',
  database: false,
  environment,
  create: (dependencies) => createRealtime({ ...dependencies, publicUrl, trustProxy, limits }),
});
