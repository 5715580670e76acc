export { createInProcessBus, type InProcessBusOptions } from './in-process/create-bus.js';
export type { History } from './in-process/history.js';
export {
  type Bus,
  type Delivery,
  type Durable,
  type Handler,
  type PublishReceipt,
  PublishRefused,
  type Subscription,
  type Verdict,
} from './port.js';
