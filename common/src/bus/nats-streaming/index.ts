export { createNatsStreamingBus } from './create-bus.js';
export type { NatsStreamingBusOptions } from './options.js';
