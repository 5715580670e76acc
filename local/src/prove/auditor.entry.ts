import { runService } from '@marquee/common/lifecycle';
import { createAuditor } from './auditor.js';
import { readAuditorEnvironment } from './config.js';

await runService({
  name: 'auditor',
  environment: readAuditorEnvironment(),
  create: createAuditor,
});
