import { runService } from '@marquee/common/lifecycle';
import { readConfig } from './config.js';
import { createTickets } from './service.js';

await runService({ name: 'tickets', environment: readConfig(), create: createTickets });
