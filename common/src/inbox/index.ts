export { createStateConsumer, type StateConsumerOptions } from './create-state-consumer.js';
export { NotYet } from './not-yet.js';
export type { ParkedDelivery } from './rows.model.js';
