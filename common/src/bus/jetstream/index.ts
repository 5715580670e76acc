export { createJetStreamBus } from './create-bus.js';
export { ensureStream } from './ensure-stream.js';
export type { JetStreamBusOptions, JetStreamServers, StreamShape } from './options.js';
