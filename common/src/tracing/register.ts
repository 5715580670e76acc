/**
 * `node --import @marquee/common/tracing/register <program>`: must be there before anything that is
 * patched is loaded, which only `--import` can promise. Without an endpoint it loads nothing.
 */
import { isTracingWanted } from './config.js';

if (isTracingWanted()) {
  const { startSdk } = await import('./sdk/start-sdk.js');
  startSdk();
}
