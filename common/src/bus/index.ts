export { createInProcessBus, type InProcessBusOptions } from './in-process/create-bus.js';
export type { History } from './in-process/history.js';
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
  type Subscription,
  type Verdict,
} from './port.js';
