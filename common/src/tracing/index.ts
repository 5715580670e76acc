export { traceWork } from './in-span.js';
export { stopTracing } from './stop-tracing.js';
export { traceHandler, traceListener, tracePublish } from './trace-events.js';
