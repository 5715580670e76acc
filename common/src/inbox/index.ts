export type { Consumer } from './create-consumer.js';
export { createStateConsumer, type StateConsumerOptions } from './create-state-consumer.js';
export {
  createTransitionConsumer,
  type TransitionConsumerOptions,
} from './create-transition-consumer.js';
export { type Early, NotYet } from './not-yet.js';
export type { ParkedDelivery, WaitingDelivery } from './rows.js';
