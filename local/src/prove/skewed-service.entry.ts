import { pathToFileURL } from 'node:url';
import { skewClock } from './skewed-clock.js';

// A built service whose machine has a wrong clock: `<entry> <milliseconds ahead>`.
const [entry = '', aheadMs = '0'] = process.argv.slice(2);
skewClock(globalThis, Number(aheadMs));
await import(pathToFileURL(entry).href);
