export { createInProcessBus, type InProcessBusOptions } from './in-process/create-bus.js';
export type { History } from './in-process/history.js';
export {
  createJetStreamBus,
  ensureStream,
  type JetStreamBusOptions,
  type JetStreamServers,
  type StreamShape,
} from './jetstream/index.js';
export { createLocalSignals } from './local-signals.js';
export { createNatsStreamingBus, type NatsStreamingBusOptions } from './nats-streaming/index.js';
export {
  type BrokerStorage,
  type Bus,
  type Delivery,
  type Durable,
  type Handler,
  PublishFenced,
  type PublishOptions,
  type PublishReceipt,
  PublishRefused,
  type Signals,
  type Subscription,
  type UnreadableListener,
  type UnreadableMessage,
  type Verdict,
} from './port.js';
