import { startMarketplace } from './compose.js';
import { readConfig } from './config.js';
import { run } from './run.js';

// The marketplace without its pages, for tests and measurements of the services alone.
await run(readConfig, (config, options) => startMarketplace(config, { ...options, client: false }));
